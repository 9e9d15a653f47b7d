"""Plans: how many runs a day, for which scopes, with which features.

Two are those of the contract. `self_hosted`, which nobody pays for, has everything, and the cap of
`--daily-cap`. A file of the operator may define others, and which one a key without a plan has.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import nearest, printable, quote
from caption_qa_action.server.contract import DAILY_CAP, FEATURES, SCOPES

SELF_HOSTED = "self_hosted"
_FILE_BYTES = 1024 * 1024


class Plan(NamedTuple):
    """What the keys of a plan may do, and how often.

    With `per` account the keys of the plan share the runs of a day, with `key` each has its own.
    """

    name: str
    daily_cap: int
    per: str = "account"
    scopes: tuple[str, ...] = SCOPES
    features: tuple[str, ...] = FEATURES

    def pool(self, key_id: str) -> str:
        """What the runs of a key are counted under."""
        return key_id if self.per == "key" else self.name


class Plans(NamedTuple):
    """Every plan by its name, and which one is that of a key without a plan."""

    default: str
    by_name: Mapping[str, Plan]

    def of(self, name: str) -> Plan | None:
        """The plan of a name, `""` being the default one; None where it is not defined any more."""
        return self.by_name.get(name or self.default)


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)

    daily_cap: Annotated[int, Field(alias="daily-cap", ge=0, le=10**9)] = DAILY_CAP
    cap_per: Annotated[Literal["account", "key"], Field(alias="cap-per")] = "account"
    scopes: list[Literal[SCOPES]] = list(SCOPES)  # type: ignore[valid-type]
    features: list[Literal[FEATURES]] = list(FEATURES)  # type: ignore[valid-type]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)

    default: str = SELF_HOSTED
    plans: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")], _Entry] = {}


def built_in(daily_cap: int = DAILY_CAP) -> Plans:
    """The plans without any file."""
    # "Free+: 10; Pro: up to 9,999": the contract, on tiers; its example of an account has these two features.
    plans = (
        Plan(SELF_HOSTED, daily_cap),
        Plan("free_plus", 10, features=("API_V1", "API_KEYS")),
        Plan("pro", DAILY_CAP),
    )
    return Plans(SELF_HOSTED, {plan.name: plan for plan in plans})


def read_plans(path: str, daily_cap: int = DAILY_CAP) -> Plans:
    """The plans of a file, beside those that are built in. Raises UsageError."""
    import yaml

    try:
        with open(path, "rb") as file:
            data = file.read(_FILE_BYTES + 1)
        if len(data) > _FILE_BYTES:
            raise UsageError(f"{path}: is larger than a file of plans can be")
        found = _File.model_validate(yaml.safe_load(data) or {})
    except OSError as error:
        raise UsageError(f"cannot read {quote(path, 200)}: {error.strerror}") from error
    except ValidationError as error:
        raise UsageError(f"{printable(path)}: {_misfit(error)}") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = getattr(error, "problem", None) or "it is no YAML"
        raise UsageError(f"{printable(path)}: {reason}") from None
    own = {name: _plan(name, entry) for name, entry in found.plans.items()}
    plans = {**built_in(daily_cap).by_name, **own}
    if found.default not in plans:
        near = nearest(found.default, list(plans))
        raise UsageError(f"{printable(path)}: no plan {quote(found.default)}{near}")
    return Plans(found.default, plans)


def _plan(name: str, entry: _Entry) -> Plan:
    return Plan(
        name,
        entry.daily_cap,
        entry.cap_per,
        tuple(scope for scope in SCOPES if scope in entry.scopes),
        tuple(feature for feature in FEATURES if feature in entry.features),
    )


def _misfit(error: ValidationError) -> str:
    first: Any = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(printable(str(step))[:60] for step in first["loc"])
    return f"{place}: {printable(str(first['msg']))[:300]}" if place else str(first["msg"])


def seconds_to_midnight(now: float) -> int:
    """How long until the next UTC day begins, rounded up."""
    return math.ceil(86_400 - now % 86_400)
