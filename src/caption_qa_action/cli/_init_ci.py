"""What `caption-qa init` writes for the CI that a repository has; each is one of `CI`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from caption_qa_action import __version__
from caption_qa_action.cli._file_changes import Change, read_text
from caption_qa_action.cli._init_github import default_branch, workflow
from caption_qa_action.cli._init_text import REPOSITORY, not_understood, scalar
from caption_qa_action.core.errors import CaptionQaError, ConfigError
from caption_qa_action.core.named_tuple import NamedTuple

if TYPE_CHECKING:
    from caption_qa_action.cli._init_survey import Survey
    from caption_qa_action.config.edit import Value

_INSTALL = f'pip install --quiet "git+https://github.com/{REPOSITORY}@v{__version__}"'
_GITLAB_FILE = ".gitlab-ci.yml"
_AZURE_FILES = ("azure-pipelines.yml", "azure-pipelines.yaml", ".azure-pipelines.yml")
_AZURE_OWN = "azure-pipelines-captions.yml"
_JENKINS_FILE, _JENKINS_OWN = "Jenkinsfile", "Jenkinsfile.captions"
_CIRCLECI_FILE = ".circleci/config.yml"
# Where others have their pipelines. Gitea and Forgejo read .github/workflows only where their own folder is missing:
# https://docs.gitea.com/administration/config-cheat-sheet#actions-actions
_OTHERS = (
    ".gitea/workflows", ".forgejo/workflows", "bitbucket-pipelines.yml", ".woodpecker.yml", ".woodpecker",
    ".drone.yml", ".travis.yml", ".buildkite", "appveyor.yml",
)  # fmt: skip


class Service(NamedTuple):
    """A service that runs CI: how a repository shows that it is used, and what is written for it.

    One of `paths` is there, or the address of the repository matches `host`.
    """

    title: str
    paths: tuple[str, ...]
    host: str
    write: Callable[[Survey], Change]


def services() -> list[Service]:
    """The services that this repository uses; none where nothing shows any."""
    remote = _remote()
    return [
        service
        for service in CI
        if any(map(os.path.lexists, service.paths))
        or (service.host and re.search(service.host, remote))
    ]


def changes(found: Survey) -> list[Change]:
    """What is to be written for the CI that is there; for GitHub where nothing says where it will be."""
    used = services()
    others = [path for path in _OTHERS if os.path.lexists(path)]
    if not used and others:
        why = (
            "nothing is written for what runs it; what a job has to run is in "
            f"https://github.com/{REPOSITORY}/tree/v{__version__}/examples/ci"
        )
        return [Change(path, None, None, why) for path in others]
    if not used and _remote():
        why = (
            "nothing shows which one runs here; for some there are examples in "
            f"https://github.com/{REPOSITORY}/tree/v{__version__}/examples/ci"
        )
        return [Change("CI", None, None, why)]
    if used:
        return [service.write(found) for service in used]
    assumed = CI[0].write(found)
    why = f"{assumed.why} (for {CI[0].title}, since no other CI is there)"
    return [assumed._replace(why=why)]


def gitlab(found: Survey) -> Change:
    """A job of GitLab, added to those that are there."""
    from caption_qa_action.config.edit import add_keys, data

    if not os.path.lexists(_GITLAB_FILE):
        return Change(_GITLAB_FILE, None, GITLAB, _judged(found))
    old = read_text(_GITLAB_FILE)
    try:
        present = data(_GITLAB_FILE, old)
        if "captions" in present or "caption-qa" in old:
            return Change(_GITLAB_FILE, old, None, "it has caption-qa, or a job captions, already")
        job = data(_GITLAB_FILE, GITLAB)["captions"]
        assert isinstance(job, dict)
        stages = present.get("stages")
        if isinstance(stages, list) and stages and "test" not in stages:
            # A job without a stage is in `test`, which this pipeline does not have.
            job = {"stage": str(stages[0]), **job}
        added: dict[str, Value] = {"captions": job}
        # A job stands apart from the one above it.
        apart = old if not old.endswith("\n") or old.endswith("\n\n") else old + "\n"
        new = add_keys(_GITLAB_FILE, apart, added)
    except ConfigError as error:
        raise not_understood(_GITLAB_FILE, error, "workflow") from error
    return Change(_GITLAB_FILE, old, new, f"added the job captions; {_judged(found)}")


def azure(found: Survey) -> Change:
    """A pipeline of Azure: the first one, or one of its own beside those that are there."""
    present = [path for path in _AZURE_FILES if os.path.lexists(path)]
    text = AZURE.replace("trigger: [main]", f"trigger: {scalar([default_branch()])}")
    return _own_file("azure-pipelines.yml", _AZURE_OWN, present, text, found, "a pipeline")


def jenkins(found: Survey) -> Change:
    """A pipeline of Jenkins, beside the one that is there."""
    present = [path for path in (_JENKINS_FILE,) if os.path.lexists(path)]
    return _own_file(_JENKINS_FILE, _JENKINS_OWN, present, JENKINS, found, "a job")


def circleci(found: Survey) -> Change:
    """The configuration of CircleCI, which is one file; one that is there is for its owner to change."""
    if not os.path.lexists(_CIRCLECI_FILE):
        return Change(_CIRCLECI_FILE, None, CIRCLECI, _judged(found))
    old = read_text(_CIRCLECI_FILE)
    if "caption-qa" in old:
        return Change(_CIRCLECI_FILE, old, None, "it has caption-qa already")
    why = (
        "its jobs and workflows are yours to order; add the job of "
        f"https://github.com/{REPOSITORY}/blob/v{__version__}/examples/ci/circleci.yml"
    )
    return Change(_CIRCLECI_FILE, old, None, why)


def _own_file(
    usual: str, own: str, present: list[str], text: str, found: Survey, made_of_it: str
) -> Change:
    """A file that is written under its usual name, or under one of its own beside others."""
    for path in dict.fromkeys((*present, own)):
        if os.path.lexists(path) and "caption-qa" in read_text(path):
            return Change(path, None, None, "it has caption-qa already")
    if not present:
        return Change(usual, None, text, _judged(found))
    why = f"beside {present[0]}, which stays as it is: make {made_of_it} of it; {_judged(found)}"
    return Change(own, None, text, why)


def _judged(found: Survey) -> str:
    if found.baseline:
        return "what is not in the baseline fails"
    if found.failing:
        return "it fails until what fails today is mended or in a baseline"
    return "every caption file is checked"


def _remote() -> str:
    """The address that the repository comes from, `""` where git knows none, or a folder of this machine."""
    from caption_qa_action.workspace.git import git

    try:
        url = git("config", "--get", "remote.origin.url").decode("utf-8", "replace").strip()
    except CaptionQaError:
        return ""
    return url if re.match(r"(?!file:)([a-z+]+://|[^/:]{2,}:)", url) else ""


GITLAB = f"""\
captions:
  image: python:3.13-slim
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  before_script:
    - apt-get update -qq && apt-get install -qq git
    - {_INSTALL}
  script:
    - caption-qa check --format=concise --format=gitlab=gl-code-quality-report.json --format=junit=captions.xml
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
      junit: captions.xml
"""

AZURE = f"""\
trigger: [main]

pool:
  vmImage: ubuntu-latest

steps:
  - task: UsePythonVersion@0
    inputs:
      versionSpec: "3.13"
  - bash: {_INSTALL}
    displayName: Install caption-qa
  - bash: caption-qa check --format=azure --format=junit=captions.xml
    displayName: Check captions
  - task: PublishTestResults@2
    condition: succeededOrFailed()
    inputs:
      testResultsFormat: JUnit
      testResultsFiles: captions.xml
      testRunTitle: captions
"""

JENKINS = f"""\
pipeline {{
    agent {{ docker {{ image 'python:3.13' }} }}
    stages {{
        stage('Captions') {{
            steps {{
                sh 'python -m venv .caption-qa && .caption-qa/bin/{_INSTALL}'
                sh '.caption-qa/bin/caption-qa check --extend-exclude=.caption-qa/ --format=concise --format=checkstyle=captions-checkstyle.xml --format=junit=captions-junit.xml'
            }}
        }}
    }}
    post {{
        always {{
            recordIssues tool: checkStyle(pattern: 'captions-checkstyle.xml', id: 'captions', name: 'Captions')
            junit 'captions-junit.xml'
        }}
    }}
}}
"""

CIRCLECI = f"""\
version: 2.1

jobs:
  captions:
    docker:
      - image: cimg/python:3.13
    steps:
      - checkout
      - run:
          name: Install caption-qa
          command: {_INSTALL}
      - run:
          name: Check captions
          command: caption-qa check --format=concise --format=junit=reports/captions/results.xml
      - store_test_results:
          path: reports

workflows:
  captions:
    jobs:
      - captions
"""

# The first is written where nothing shows which one it is.
CI = (
    Service("GitHub", (".github/workflows",), r"(^|[/@.])github\.", workflow),
    Service("GitLab", (_GITLAB_FILE,), r"(^|[/@.])gitlab\.", gitlab),
    Service("Azure Pipelines", _AZURE_FILES, r"dev\.azure\.com|visualstudio\.com", azure),
    Service("Jenkins", (_JENKINS_FILE,), "", jenkins),
    Service("CircleCI", (".circleci",), "", circleci),
)
