"""Layers of configuration turned into the plain settings that an engine takes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import caption_qa_action.presets as presets
import caption_qa_action.rules as rules
from caption_qa_action.config._layers import CustomPreset, Layer
from caption_qa_action.config.allowed_values import ALL, DEFAULT, OFF, check_preset, foreign
from caption_qa_action.core.annotations import Any
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.preset import DELIVERY, Preset
from caption_qa_action.core.reading import FULL_WIDTH
from caption_qa_action.core.rule import PREVIEW, Value
from caption_qa_action.core.settings import PluginPackage, RuleSetting, Settings
from caption_qa_action.core.text import quote

BUILT_IN = "default"
_NO_CUSTOM_PRESETS: Mapping[str, CustomPreset] = {}


class Resolution(NamedTuple):
    """Settings, and the origin of each part of them.

    Keys of `origins` are `preset`, `language`, `encoding`, `input_format`, `kind`, a code (that it runs, or not),
    `code.severity` and `code.option`. `off` are the codes that something switched off. `warnings`
    name rules that were asked for and do not run. `presets` are the name of the preset and of those
    that it builds on, down to one of the package.
    """

    settings: Settings
    origins: dict[str, str]
    off: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    presets: tuple[str, ...] = ()


class _OpenPreset:
    """The rules by each preset where no layer chooses one; each is resolved when it is first asked for."""

    __slots__ = ("_arguments", "_judging")

    def __init__(self, *arguments: Any) -> None:
        self._arguments = arguments
        self._judging: dict[str, tuple[RuleSetting, ...]] = {}

    def __reduce__(self) -> tuple[object, ...]:
        return _OpenPreset, self._arguments

    def __repr__(self) -> str:
        return repr(self._arguments)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _OpenPreset) and self._arguments == other._arguments

    __hash__ = None  # type: ignore[assignment]

    def judging(self, preset: str) -> tuple[RuleSetting, ...]:
        rules = self._judging.get(preset)
        if rules is None:
            rules = resolve(*self._arguments, own=preset).settings.rules
            self._judging[preset] = rules
        return rules

    def chosen(self, preset: str) -> tuple[RuleSetting, ...]:
        layers, *others = self._arguments
        return resolve((*layers, Layer(preset=preset)), *others).settings.rules


def resolve(
    layers: Sequence[Layer],
    custom_presets: Mapping[str, CustomPreset] = _NO_CUSTOM_PRESETS,
    plugins: Collection[str] = (),
    *,
    own: str = presets.DEFAULT,
) -> Resolution:
    """What is in force when layers are laid over each other, the weakest first.

    `custom_presets` are the presets that the configuration defines, `plugins` those whose rules run
    as ours do: by default. Where no layer chooses a preset, a file is judged by `own`, that of its format.
    Raises ConfigError for a preset that is not known, or that builds on
    itself, and UsageError where the command line names it.

    In each layer, `select` replaces the selection so far, and a code outweighs its group, which
    outweighs `all` and `default`; at the same weight `ignore` wins.
    """
    values = dict.fromkeys(("language", "encoding", "input_format", "kind"), "")
    values["preset"] = presets.NONE
    origins = dict.fromkeys((*values, "preview"), BUILT_IN)
    preview = False
    for layer in layers:
        for key in values:
            value = getattr(layer, key)
            if value is not None:
                values[key], origins[key] = value, layer.origin(key.replace("_", "-"))
        if layer.preview is not None:
            preview, origins["preview"] = layer.preview, layer.origin("preview")
    is_open = values["preset"] == presets.NONE
    given = layers
    chain = (own,) if is_open else _chain(values["preset"], layers, custom_presets)
    preset = presets.load(chain[-1])
    layers = [*(custom_presets[name].layer for name in reversed(chain[:-1])), *layers]
    selection = _Selection(preset, plugins, is_open=is_open)
    options = _preset_options(preset, origins, is_open=is_open)
    for layer in layers:
        selection.apply(layer)
        for code, limits in layer.options.items():
            in_force = options.setdefault(code, {})
            _drop_tables(in_force, limits)
            for name, value in limits.items():
                in_force[name] = value
                origins[f"{code}.{name}"] = layer.origin(f"options.{code}.{name}")
    origins.update(selection.origins())
    settings = tuple(
        RuleSetting(
            code,
            selection.severity(code),
            code in preset.suggested,
            options.get(code, {}),
            code in selection.explicit,
        )
        for code in sorted(selection.chosen)
    )
    return Resolution(
        Settings(
            preset.name,
            settings,
            values["language"],
            values["encoding"],
            preview,
            foreign=selection.foreign,
            plugins=_plugin_packages(selection.chosen),
            input_format=values["input_format"],
            kind=values["kind"],
            custom_preset=chain[0] if len(chain) > 1 else "",
            open_preset=_OpenPreset(given, custom_presets, plugins) if is_open else None,
            declines_preset=is_open and origins["preset"] != BUILT_IN,
        ),
        origins,
        tuple(sorted(selection.off)),
        (
            *_nothing_runs(layers, selection),
            *(() if preview else _previews_asked_for(layers)),
            *_options_without_effect(layers, selection),
            *(_about_deliveries(layers, selection) if is_open else ()),
        ),
        chain,
    )


def _plugin_packages(codes: Iterable[str]) -> tuple[PluginPackage, ...]:
    """The plugins that some codes are of, by name."""
    names = {rules.plugin_of(code) for code in codes} - {""}
    if not names:
        return ()
    from caption_qa_action.plugins import package_of

    return tuple(map(package_of, sorted(names)))


def _nothing_runs(layers: Sequence[Layer], selection: _Selection) -> Iterator[str]:
    """A warning where every rule is switched off, since such a run finds nothing whatever there is."""
    if not selection.chosen:
        origins = [
            layer.origin(key)
            for layer in layers
            for key, names in (("select", layer.select), ("ignore", layer.ignore or None))
            if names is not None
        ]
        yield f"{origins[-1] if origins else BUILT_IN}: no rule is left that runs, so nothing is found"


def _previews_asked_for(layers: Sequence[Layer]) -> Iterator[str]:
    """A warning for each rule in preview that is selected by its code, where previews do not run."""
    for layer in layers:
        for key, names in (("select", layer.select), ("extend-select", layer.extend_select)):
            for code in names or ():
                if code in rules.RULES and rules.load(code).state == PREVIEW:
                    yield (
                        f"{layer.origin(key)}: {code} is in preview and does not run without "
                        "--preview (in a configuration: preview: true)"
                    )


def _options_without_effect(layers: Sequence[Layer], selection: _Selection) -> Iterator[str]:
    """A warning for each rule that has options, is opt-in, and that nobody has asked for."""
    for layer in layers:
        for code in layer.options:
            if rules.RULES.is_opt_in(code) and code not in {*selection.explicit, *selection.off}:
                yield (
                    f"{layer.origin(f'options.{code}')}: {code} is off by default and nothing "
                    "switches it on, so its options have no effect; add it to extend-select"
                )


def _about_deliveries(layers: Sequence[Layer], selection: _Selection) -> Iterator[str]:
    """A warning for each rule about deliveries that is configured, where no preset says what is delivered."""
    for layer in layers:
        for key, codes in (("options", layer.options), ("severity", layer.severity)):
            for code in codes:
                if code in DELIVERY and code not in selection.chosen and code not in layer.ignore:
                    if layer.severity.get(code) == OFF:
                        continue
                    yield (
                        f"{layer.origin(f'{key}.{code}')}: {code} is about what a delivery loses and runs "
                        "only under a preset that was chosen; nobody has chosen one (preset: youtube was "
                        "assumed before)"
                    )


def _chain(
    name: str, layers: Sequence[Layer], custom_presets: Mapping[str, CustomPreset]
) -> tuple[str, ...]:
    """A preset and those that it builds on, the nearest first."""
    by = next((layer for layer in reversed(layers) if layer.preset is not None), Layer())
    key, shown, chain = "preset", "", [name]
    while True:
        try:
            check_preset(name, custom_presets)
            if name in chain[:-1]:
                raise ValueError(f"preset {quote(name)} builds on itself")
        except ValueError as error:
            if not by.path:
                raise UsageError(f"--preset: {error}") from None
            raise by.error(key, str(error), shown) from None
        if name not in custom_presets:
            return tuple(chain)
        by, key, shown = custom_presets[name].layer, "extends", f"presets.{name}.extends"
        name = custom_presets[name].extends
        chain.append(name)


def _drop_tables(in_force: dict[str, Value], nearer: Mapping[str, Value]) -> None:
    """Take out the limits by language that a nearer limit for all languages replaces.

    Those that are counted in full-width characters stay: the nearer one is in another unit.
    """
    for name in nearer:
        table = f"{name}_by_language"
        known = in_force.get(table)
        if table not in nearer and isinstance(known, Mapping):
            kept = () if name.endswith("_ms") else FULL_WIDTH
            in_force[table] = {tag: limit for tag, limit in known.items() if tag in kept}


def _preset_options(
    preset: Preset, origins: dict[str, str], *, is_open: bool
) -> dict[str, dict[str, Value]]:
    """What a preset sets of rules; of a preset that nobody has chosen, what its own format asks for."""
    options = preset.options()
    for code in (*DELIVERY, *preset.only_if_chosen) if is_open else ():
        del options[code]
    for code, values in options.items():
        for name in values:
            origins[f"{code}.{name}"] = f"preset {preset.name}"
    return options


class _Selection:
    """Which rules run, with which severity, and where that comes from."""

    def __init__(self, preset: Preset, plugins: Collection[str], *, is_open: bool = False) -> None:
        self.preset = preset
        # What runs only where it is asked for by its own name.
        self.without = DELIVERY if is_open else ()
        # The codes that `all` stands for.
        self.codes = [
            code
            for code in rules.RULES
            if code not in self.without and ("/" not in code or rules.plugin_of(code) in plugins)
        ]
        self.chosen: dict[str, str] = {}
        self.explicit: set[str] = set()
        self.off: dict[str, str] = {}
        self.foreign: dict[str, Severity | None] = {}
        self.severities: dict[str, tuple[Severity, str]] = {
            code: (severity, f"preset {preset.name}")
            for code, severity in preset.severities.items()
        }
        self.off.update(dict.fromkeys(self.without, "no preset chosen"))
        self._choose(DEFAULT, BUILT_IN)

    def apply(self, layer: Layer) -> None:
        """Lay one more layer over those before."""
        if layer.select is not None:
            self.chosen, self.explicit, self.off = {}, set(), {}
        for key, name in sorted(_choices(layer), key=_rank):
            if code := foreign(name):
                self.foreign[code] = None
            elif key == "ignore":
                self._drop(name, layer.origin(key))
            else:
                self._choose(name, layer.origin(key))
        for code, level in layer.severity.items():
            self._set_severity(code, level, layer.origin(f"severity.{code}"))

    def _set_severity(self, code: str, level: str, origin: str) -> None:
        if name := foreign(code):
            self.foreign[name] = None if level == OFF else Severity[level.upper()]
        elif level == OFF:
            self._drop(code, origin)
            self.severities.pop(code, None)
        else:
            self.severities[code] = Severity[level.upper()], origin

    def severity(self, code: str) -> Severity | None:
        """The severity that replaces the rule's own."""
        return self.severities[code][0] if code in self.severities else None

    def origins(self) -> dict[str, str]:
        """Who chose or dropped each code, and who set its severity."""
        return {
            **self.off,
            **self.chosen,
            **{f"{code}.severity": origin for code, (_, origin) in self.severities.items()},
        }

    def _choose(self, name: str, origin: str) -> None:
        if name == DEFAULT:
            by_preset = f"preset {self.preset.name}"
            for code in self.codes:
                if code in self.preset.disable:
                    self.off.setdefault(code, by_preset)
                else:
                    self._take(code, origin)
            for code in self.preset.enable:
                if code in rules.RULES:
                    self._take(code, by_preset)
                    self.explicit.add(code)
            return
        for code in self._stands_for(name):
            self._take(code, origin)
            self.explicit.add(code)

    def _take(self, code: str, origin: str) -> None:
        self.chosen[code] = origin
        self.off.pop(code, None)

    def _drop(self, name: str, origin: str) -> None:
        codes = self._usual() if name == DEFAULT else self._stands_for(name)
        for code in codes:
            if self.chosen.pop(code, None) is not None:
                self.off[code] = origin
            self.explicit.discard(code)

    def _usual(self) -> list[str]:
        """All codes but those of opt-in rules that something has asked for."""
        asked_for = self.explicit.difference(self.preset.enable)
        return [code for code in self.codes if code not in asked_for or rules.load(code).default]

    def _stands_for(self, name: str) -> list[str]:
        """The codes that a selector stands for."""
        if name in rules.RULES:
            return [name]
        if name == ALL:
            return self.codes
        group = name.removesuffix(f"/{ALL}")
        groups = rules.RULES.groups
        return [code for code, of in groups.items() if of == group and code not in self.without]


def _choices(layer: Layer) -> Iterator[tuple[str, str]]:
    """What a layer selects and ignores: the key and the name."""
    yield from (("select", name) for name in layer.select or ())
    yield from (("extend-select", name) for name in layer.extend_select)
    yield from (("ignore", name) for name in layer.ignore)


def _rank(choice: tuple[str, str]) -> tuple[int, bool]:
    """What sorts choices: a later one outweighs an earlier one."""
    key, name = choice
    weight = 2 if name in rules.RULES else 0 if name in (ALL, DEFAULT) else 1
    return weight, key == "ignore"
