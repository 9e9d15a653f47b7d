"""What the environment and the configuration declare about a server: its address, the key, and who asks."""

from __future__ import annotations

import os
from collections.abc import Mapping

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import quote

KEY_VARIABLE = "CAPTIONPASS_API_KEY"
ADDRESS_VARIABLE = "CAPTIONPASS_API_URL"
# What changes are compared with where the Action knows it, as in --changed-since.
BASE_VARIABLE = "CAPTION_QA_CHANGED_SINCE"


def server_address(configured: str, ordered: str | None) -> str:
    """The address of the server. Raises UsageError for one that must not be given the key.

    `ordered` is that of the command line. A configuration file comes with a repository, so what is
    `configured` cannot send the key wherever it likes; on this machine, too, others may listen.
    """
    from caption_qa_action.clients.address import api_address
    from caption_qa_action.clients.captionpass import ADDRESS

    trusted = os.environ.get(ADDRESS_VARIABLE, "").strip()
    if ordered:
        return api_address(ordered)
    if trusted:
        trusted = api_address(trusted, option=ADDRESS_VARIABLE)
    if not configured:
        return trusted or ADDRESS
    address = api_address(configured, option="api-url")
    if address in (ADDRESS, trusted):
        return address
    raise UsageError(
        f"api-url of the configuration is {quote(address, 100)}: the key is sent there only if you "
        f"agree, by --api-url (the Action's input api-url) or in {ADDRESS_VARIABLE}"
    )


def is_without_secrets(environment: Mapping[str, str]) -> bool:
    """Whether a workflow runs for a fork or for Dependabot, which GitHub gives no secrets.

    https://docs.github.com/en/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions
    """
    if environment.get("GITHUB_ACTIONS") != "true":
        return False
    if environment.get("GITHUB_ACTOR") == "dependabot[bot]":
        return True
    import json

    try:
        with open(environment.get("GITHUB_EVENT_PATH", ""), encoding="utf-8") as file:
            event = json.load(file)
        head = event["pull_request"]["head"]["repo"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    if head is None:  # the fork is gone
        return True
    return isinstance(head, dict) and head.get("full_name") != environment.get("GITHUB_REPOSITORY")


def references(environment: Mapping[str, str]) -> list[str]:
    """What a run may be compared with to find its changes, the best first, as in --changed-since."""
    if environment.get(BASE_VARIABLE):
        return [environment[BASE_VARIABLE]]
    base = environment.get("GITHUB_BASE_REF", "")
    if base:
        return [f"origin/{base}"]
    if environment.get("GITHUB_ACTIONS") == "true":
        return ["HEAD^.."]
    return ["@{upstream}", "HEAD.."]
