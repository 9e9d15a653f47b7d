"""`python -m caption_qa_action`: the command line."""

from caption_qa_action.cli import main

raise SystemExit(main())
