"""What `__init__.py` loads when it is first used, for type checkers."""

from caption_qa_action.api import Conversion as Conversion
from caption_qa_action.api import Fixed as Fixed
from caption_qa_action.api import FormatInfo as FormatInfo
from caption_qa_action.api import check_bytes as check_bytes
from caption_qa_action.api import check_file as check_file
from caption_qa_action.api import check_paths as check_paths
from caption_qa_action.api import check_text as check_text
from caption_qa_action.api import convert_text as convert_text
from caption_qa_action.api import fix_text as fix_text
from caption_qa_action.api import formats as formats
from caption_qa_action.api import presets as presets
from caption_qa_action.api import process_bytes as process_bytes
from caption_qa_action.api import process_text as process_text
from caption_qa_action.api import rules as rules
from caption_qa_action.clients.webhooks import verify_webhook as verify_webhook
from caption_qa_action.core.diagnostic import Diagnostic as Diagnostic
from caption_qa_action.core.diagnostic import Finding as Finding
from caption_qa_action.core.diagnostic import Related as Related
from caption_qa_action.core.diagnostic import Severity as Severity
from caption_qa_action.core.document import Cue as Cue
from caption_qa_action.core.document import Document as Document
from caption_qa_action.core.errors import BadReply as BadReply
from caption_qa_action.core.errors import CaptionQaError as CaptionQaError
from caption_qa_action.core.errors import ConfigError as ConfigError
from caption_qa_action.core.errors import EngineError as EngineError
from caption_qa_action.core.errors import FileError as FileError
from caption_qa_action.core.errors import FixFailed as FixFailed
from caption_qa_action.core.errors import QuotaExceeded as QuotaExceeded
from caption_qa_action.core.errors import ReadError as ReadError
from caption_qa_action.core.errors import Refused as Refused
from caption_qa_action.core.errors import TimedOut as TimedOut
from caption_qa_action.core.errors import Unavailable as Unavailable
from caption_qa_action.core.errors import UsageError as UsageError
from caption_qa_action.core.errors import WriteError as WriteError
from caption_qa_action.core.preset import Limit as Limit
from caption_qa_action.core.preset import Preset as Preset
from caption_qa_action.core.report import FileReport as FileReport
from caption_qa_action.core.rule import Rule as Rule
from caption_qa_action.core.source import Edit as Edit
from caption_qa_action.core.source import Fix as Fix
from caption_qa_action.core.source import Position as Position
from caption_qa_action.core.source import Problem as Problem
from caption_qa_action.core.source import Source as Source
from caption_qa_action.core.source import Span as Span
from caption_qa_action.core.timeline import Loss as Loss
from caption_qa_action.delivery.process import Delivery as Delivery

__version__: str
__all__: list[str]
