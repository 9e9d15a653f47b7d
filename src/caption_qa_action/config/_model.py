"""The configuration file as pydantic models; the JSON Schema is made of them.

Docstrings and descriptions are shown by editors that know the schema.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Names: TypeAlias = str | list[str]
Level: TypeAlias = Literal["error", "warning", "info", "off"]


def _hyphened(name: str) -> str:
    return name.replace("_", "-")


class StyleModel(BaseModel):
    """What a preset of one's own, all files, and some files can declare about rules."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, alias_generator=_hyphened, populate_by_name=False
    )

    select: Annotated[
        Names | None,
        Field(description="The rules that run: codes, groups, `all` or `default`. Replaces."),
    ] = None
    extend_select: Annotated[
        Names | None, Field(description="Rules that run as well, such as those that are opt-in.")
    ] = None
    ignore: Annotated[Names | None, Field(description="Rules that do not run.")] = None
    severity: Annotated[
        dict[str, Level] | None, Field(description="How bad a code is, instead of the rule's own.")
    ] = None
    options: Annotated[
        dict[str, dict[str, object]] | None, Field(description="Options of rules, by code.")
    ] = None


class FileModel(StyleModel):
    """What can be set for all files and for some."""

    preset: Annotated[
        str | None,
        Field(
            description="The platform or house style whose limits apply; without one, or with none, "
            "each file is judged by its own format."
        ),
    ] = None
    language: Annotated[
        str | None, Field(description="The language of the captions, as a BCP 47 tag.")
    ] = None
    encoding: Annotated[
        str | None, Field(description="The encoding of the files, where they do not say.")
    ] = None
    input_format: Annotated[
        str | None,
        Field(description="The format of the files, in place of what their content tells."),
    ] = None
    kind: Annotated[
        str | None,
        Field(
            description="What the files are for (captions, subtitles, descriptions, chapters, metadata), "
            "in place of what they say."
        ),
    ] = None
    preview: Annotated[
        bool | None, Field(description="Whether rules that are in preview run as others do.")
    ] = None


class PresetModel(StyleModel):
    """A preset of one's own: another one, and what is different."""

    extends: Annotated[str, Field(description="The preset that it builds on.")]


class OverrideModel(FileModel):
    """What applies to the files that match, after everything else in the file."""

    files: Annotated[
        Names, Field(description="Patterns as in .gitignore, relative to this file's folder.")
    ]


class SuppressionModel(BaseModel):
    """Findings that are suppressed, for formats without comments; the reason is for people."""

    model_config = FileModel.model_config

    files: Annotated[
        Names, Field(description="Patterns as in .gitignore, relative to this file's folder.")
    ]
    codes: Annotated[Names, Field(description="The codes that are suppressed.")]
    cues: Annotated[
        int | str | None,
        Field(description="Only these cues: a number, or a range such as `12-20`."),
    ] = None
    time: Annotated[
        str | None,
        Field(description="Only cues that begin in this range, such as `00:01:00-00:02:30.500`."),
    ] = None
    reason: Annotated[str, Field(description="Why; for people.")]
    expires: Annotated[
        str | None, Field(description="The last day on which it holds, as `YYYY-MM-DD`.")
    ] = None


class LimitsModel(BaseModel):
    """What one file may cost; a file that takes more is not checked, and the run ends with 2."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    seconds_per_file: Annotated[
        int | None,
        Field(
            ge=1,
            le=86_400,
            description="The seconds of a processor that a file may take; by the clock ten times as many.",
        ),
    ] = None
    megabytes_per_file: Annotated[
        int | None,
        Field(
            ge=100,
            le=1_000_000,
            description="The memory that a large file may take, where the system limits it (Linux).",
        ),
    ] = None


class CacheModel(BaseModel):
    """What is kept between runs."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    limit: Annotated[
        int | None,
        Field(ge=1, le=100_000, description="The megabytes that kept findings may take on disk."),
    ] = None


class ConfigModel(FileModel):
    """The configuration of caption-qa: `.caption-qa.yml`, or `[tool.caption-qa]` in pyproject.toml."""

    extend: Annotated[
        str | None,
        Field(description="A configuration file to build on, relative to this file's folder."),
    ] = None
    required_version: Annotated[
        str | None, Field(description="The versions of caption-qa that will do, as in `>=0.1,<2`.")
    ] = None
    engine: Annotated[
        Literal["bundled", "remote"] | None,
        Field(description="What checks the files: the rules in this package, or a server."),
    ] = None
    api_url: Annotated[
        str | None, Field(description="The address of the server that the remote engine asks.")
    ] = None
    quota_policy: Annotated[
        Literal["fail", "bundled", "changed-only"] | None,
        Field(
            description="What to do when the server's quota does not suffice: `fail`, check the rest "
            "with the `bundled` engine, or ask for changed files only."
        ),
    ] = None
    fail_on: Annotated[
        Names | None,
        Field(description="What fails the run: `error`, `warning`, `info` or `never`, and codes."),
    ] = None
    max_warnings: Annotated[
        int | None, Field(ge=0, description="The number of warnings above which the run fails.")
    ] = None
    limits: Annotated[
        LimitsModel | None, Field(description="What one file may cost: time and memory.")
    ] = None
    cache: Annotated[CacheModel | None, Field(description="What is kept between runs.")] = None
    exclude: Annotated[
        Names | None,
        Field(description="Patterns of files to leave out, instead of the usual folders."),
    ] = None
    extend_exclude: Annotated[
        Names | None, Field(description="Patterns of files to leave out as well.")
    ] = None
    presets: Annotated[
        dict[str, PresetModel] | None,
        Field(description="Presets of your own, by name: house styles to share."),
    ] = None
    suppressions: Annotated[
        list[SuppressionModel] | None,
        Field(description="Findings that are suppressed, with the reason."),
    ] = None
    baseline: Annotated[
        str | None,
        Field(description="The file of known findings, relative to this file's folder."),
    ] = None
    plugins: Annotated[
        Names | None,
        Field(
            description="Installed plugins whose rules run as well. Each must be allowed by whoever runs "
            "caption-qa: --allow-plugin, CAPTION_QA_ALLOW_PLUGINS, or the Action's input allow-plugins."
        ),
    ] = None
    overrides: Annotated[
        list[OverrideModel] | None, Field(description="What is different for some files.")
    ] = None
