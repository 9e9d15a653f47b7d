"""One file made ready for a platform: read, checked, repaired, delivered."""

from __future__ import annotations

import os

from caption_qa_action.core.diagnostic import Fault
from caption_qa_action.core.errors import FixFailed
from caption_qa_action.core.language import primary
from caption_qa_action.core.preset import Preset
from caption_qa_action.core.reading import limit_for
from caption_qa_action.core.settings import Settings
from caption_qa_action.delivery.normalise import Normalised
from caption_qa_action.delivery.process import Delivery, process
from caption_qa_action.delivery.profiles import WARN_ONLY, Limits
from caption_qa_action.engines.bundled.check import check_document
from caption_qa_action.engines.bundled.faults import faults_of
from caption_qa_action.fixing import mend
from caption_qa_action.formats import FORMATS
from caption_qa_action.pipeline import Diagnosed, in_force, may_suppress, read_document, triage
from caption_qa_action.rules import load


def process_bytes(
    path: str, data: bytes, settings: Settings, preset: Preset, profile: str = WARN_ONLY
) -> Delivery:
    """The delivery of the bytes of one file.

    `settings` are those of the preset. Raises FileError when the file cannot be checked, UsageError
    for an unknown profile.
    """
    document = read_document(path, data, settings)
    found = check_document(document, settings)
    diagnosed = triage(document, found, settings)
    diagnostics = diagnosed.diagnostics
    kept = {(each.span, each.code, each.message) for each in diagnostics}
    suppressed = tuple(each for each in found if (each.span, each.code, each.message) not in kept)
    spoken = document.language
    limits = limits_of(settings, spoken)
    settings = settings._replace(encoding="", language=spoken)
    stem = os.path.splitext(path)[0]
    # A text is often delivered as it is, and looked at once for both outputs.
    repaired: dict[tuple[str, str], Normalised] = {}

    def repair(text: str, format: str) -> Normalised:
        if (text, format) not in repaired:
            repaired[text, format] = repair_once(text, format)
        return repaired[text, format]

    def repair_once(text: str, format: str) -> Normalised:
        name, data = stem + FORMATS[format].traits.usual_suffix, text.encode()
        is_input = (name, data, format) == (path, document.source.data, document.format)
        known = diagnosed if is_input else None
        if known is None:
            made = read_document(name, data, settings)
            in_force_there = in_force(made, settings)
            faults = (
                None
                if may_suppress(made, settings)
                else faults_of(made, in_force_there, for_status=profile == WARN_ONLY)
            )
            if faults is not None:
                return Normalised(made, faults)
            known = triage(made, check_document(made, in_force_there), in_force_there)
        try:
            result, left = mend(name, data, settings, known=known)
        except FixFailed:
            return Normalised(known.document, _faults(known))
        return Normalised(left.document, _faults(left), result.fixes)

    delivery = process(document, preset, profile, limits, diagnostics, repair)
    return delivery._replace(report=delivery.report._replace(suppressed=suppressed))


def _faults(diagnosed: Diagnosed) -> list[Fault]:
    return [Fault(each.code, each.severity, each.cue) for each in diagnosed.diagnostics]


def limits_of(settings: Settings, language: str) -> Limits:
    """The limits in force for a language; 0 for those whose rule does not run."""
    columns, columns_by_language = _limit(settings, "line_too_long", "limit_columns", language)
    cps, cps_by_language = _limit(settings, "reading_speed_high", "limit_cps", language)
    return Limits(
        columns=int(columns),
        lines=_whole(settings, "too_many_lines", "limit_lines"),
        cps=cps,
        min_ms=_whole(settings, "duration_too_short", "limit_ms"),
        max_ms=_whole(settings, "duration_too_long", "limit_ms"),
        min_gap_ms=_whole(settings, "gap_too_small", "limit_ms"),
        language=language,
        columns_by_language={key: int(value) for key, value in columns_by_language.items()},
        cps_by_language=cps_by_language,
    )


def _whole(settings: Settings, code: str, option: str) -> int:
    return int(_limit(settings, code, option)[0])


def _limit(
    settings: Settings, code: str, option: str, language: str = ""
) -> tuple[float, dict[str, float]]:
    """A limit in the unit of a language, and its table by language."""
    setting = next((setting for setting in settings.rules if setting.code == code), None)
    if setting is None:
        return 0, {}
    options = {**load(code).options, **setting.options}
    common, table = options[option], options.get(f"{option}_by_language", {})
    assert isinstance(common, int | float)
    by_language = dict(table) if isinstance(table, dict) else {}
    return limit_for(primary(language), common, by_language), by_language
