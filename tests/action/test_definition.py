"""What `action.yml` says of itself."""

from __future__ import annotations

import re

from caption_qa_action.action.inputs import PREFIX
from tests.action.runner import ROOT, action


def test_every_input_and_output_is_described() -> None:
    definition = action()
    for about in [*definition["inputs"].values(), *definition["outputs"].values()]:
        assert about["description"]
    assert all("default" in about for about in definition["inputs"].values())


def test_every_input_reaches_the_script_through_its_environment_alone() -> None:
    definition = action()
    (step,) = definition["runs"]["steps"]
    assert step["env"] == {
        PREFIX + name.upper().replace("-", "_"): f"${{{{ inputs.{name} }}}}"
        for name in definition["inputs"]
    }
    assert "${{" not in step["run"]


def test_every_output_is_the_output_of_the_step_with_its_name() -> None:
    definition = action()
    (step,) = definition["runs"]["steps"]
    for name, about in definition["outputs"].items():
        assert about["value"] == f"${{{{ steps.{step['id']}.outputs.{name} }}}}"


def test_the_job_is_left_as_it_was() -> None:
    (step,) = action()["runs"]["steps"]
    sources = [step["run"]]
    folder = ROOT / "src/caption_qa_action/action"
    sources += [path.read_text(encoding="utf-8") for path in folder.glob("*.py")]
    for source in sources:
        assert "GITHUB_ENV" not in source
        assert "GITHUB_PATH" not in source


def test_checkout_is_one_version_everywhere() -> None:
    import subprocess

    listed = subprocess.run(
        ["git", "grep", "-hoE", r"actions/checkout@[^ \"'`\\]+( # v[0-9.]+)?"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    versions = {
        line for line in listed.stdout.splitlines() if re.search("@(v?[0-9]|[0-9a-f]{40})", line)
    }
    assert len(versions) == 1, versions
    assert re.search("@[0-9a-f]{40} # v", versions.pop())


def test_the_step_has_a_name() -> None:
    (step,) = action()["runs"]["steps"]
    assert step["name"]


def test_the_descriptions_name_every_format() -> None:
    import tomllib

    from scripts.generate import short_names

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    first = changes.partition("\n- ")[2].partition("\n- ")[0]
    assert len(short_names()) > 10
    for text in (action()["description"], project["description"], first):
        assert [name for name in short_names() if not re.search(rf"\b{name}\b", text)] == []
    # What the marketplace takes.
    assert len(action()["description"]) <= 125


def test_actions_in_workflows_are_pinned_to_a_commit() -> None:
    workflows = [*ROOT.glob(".github/workflows/*.yml"), *ROOT.glob("examples/workflows/*.yml")]
    assert workflows
    for path in workflows:
        for line in path.read_text(encoding="utf-8").splitlines():
            used = re.search(r"uses: *([^ ]+)(.*)", line)
            if used and not used[1].startswith(("./", "caption-qa/")):
                assert re.search(r"@[0-9a-f]{40}$", used[1]), f"{path.name}: {line.strip()}"
                assert re.fullmatch(r" # v[0-9]+\.[0-9]+\.[0-9]+", used[2]), line


def test_the_lock_file_pins_every_dependency_with_hashes_and_names_no_host() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for name, wanted in {
        "action": project["dependencies"],
        "dev": [*project["dependencies"], *project["optional-dependencies"]["dev"]],
    }.items():
        lock = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")
        assert "://" not in lock
        pins = re.findall(r"^([a-z0-9-]+)==[^ ]+(?: ;[^\\]+)? \\\n    --hash=sha256:", lock, re.M)
        assert len(pins) == len(re.findall(r"^[a-z0-9-]+==", lock, re.M))
        for requirement in wanted:
            package = re.match(r"[a-zA-Z0-9-]+(\.[a-z]+)?", requirement)
            assert package
            assert package[0].replace(".", "-") in pins
