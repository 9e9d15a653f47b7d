"""What a server answers about jobs, as it is read: odd values of its fields come to text, and to nothing lost."""

from __future__ import annotations

import pytest

from caption_qa_action.clients.tokcaption_models import ENDED, Item, Job

TEXTS = [name for name, field in Item.model_fields.items() if field.annotation is str]


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(("value", "read"), [(None, ""), (7, "7"), (1.5, "1.5"), ("a", "a")])
def test_a_text_of_an_item_may_be_a_number_or_null(name: str, value: object, read: str) -> None:
    item = Item.model_validate({"status": "queued", name: value})
    assert getattr(item, name) == read


@pytest.mark.parametrize(("value", "read"), [(None, {}), ({}, {}), ({"a": 1}, {"a": 1})])
def test_what_describes_an_item_is_kept(value: object, read: dict[str, object]) -> None:
    item = Item.model_validate({"item_index": 3, "status": "x", "metadata": value})
    assert (item.metadata, item.item_index) == (read, 3)


@pytest.mark.parametrize("items", [None, [], [{"item_index": 1, "status": "x"}]])
def test_a_job_has_the_items_that_are_named(items: list[dict[str, object]] | None) -> None:
    job = Job.model_validate({"job_id": 12, "status": "x", "items": items})
    assert [item.item_index for item in job.items] == [1] * len(items or ())
    assert job.job_id == "12"


@pytest.mark.parametrize("status", [*sorted(ENDED), "queued"])
@pytest.mark.parametrize("code", ["", "no_captions"])
def test_an_item_ends_by_its_status_or_its_error(status: str, code: str) -> None:
    item = Item.model_validate({"error_code": code, "status": status})
    assert item.ended is (status in ENDED or bool(code))
    assert Job.model_validate({"status": status}).ended is (status in ENDED)
