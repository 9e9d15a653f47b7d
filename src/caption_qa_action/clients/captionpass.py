"""The CaptionPass v1 API, one method a route. https://www.captionpass.com/api/v1/…

The contract shows some bodies and only names other routes; what is sent to those stands at each
method.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import BinaryIO

from caption_qa_action.clients._replies import Reply
from caption_qa_action.clients._transport import Call, Client, Credential, Policy, Transport, Upload
from caption_qa_action.clients.address import path_segment, split_address
from caption_qa_action.clients.captionpass_models import (
    Answer,
    CreatedKey,
    Difference,
    FullProject,
    Keys,
    Me,
    Media,
    Processed,
    Project,
    Projects,
    Revision,
    SavedTemplate,
    ServerJob,
    Template,
    Templates,
    Trial,
    Usage,
    Webhook,
)
from caption_qa_action.clients.secrets import Secret
from caption_qa_action.clients.watch import Watch
from caption_qa_action.core.text import quote

ADDRESS = "https://www.captionpass.com"
# "Content-Length over ~4.25 MiB → 400 payload_too_large before read": the contract, on POST /process.
PROCESS_LIMIT_BYTES = 17 * 2**20 // 4
# Videos and rendered files; our choice, as the contract gives no figure.
_FILE_LIMIT_BYTES = 512 * 2**20
_FILE_SECONDS = 3600.0
# What is only looked up comes at once, or the server hangs; our choice.
_LOOK_UP_SECONDS = 30.0
_BASE = "/api/v1"


class CaptionPass(Client):
    """A client of one server, for the time of a `with` statement; threads may share it.

    Every method raises EngineError, one of its kinds, with the status, code, message and details of
    the server.
    """

    def __init__(
        self,
        address: str,
        key: Secret,
        *,
        policy: Policy | None = None,
        notice: Callable[[str], None] | None = None,
        watch: Watch | None = None,
    ) -> None:
        self.address = address
        transport = Transport(
            address, Credential(key), policy=policy, remedy_for=remedy, notice=notice, watch=watch
        )
        super().__init__(transport)

    @property
    def host(self) -> str:
        """The server's name, for messages."""
        return self._transport.host

    def process(
        self,
        name: str,
        data: bytes,
        preset: str,
        profile: str = "",
        *,
        project_id: str = "",
        attempts: int = 0,
    ) -> Processed:
        """Check a file and make it ready for a preset. Costs a run of the quota when it succeeds.

        `attempts` limits how often it is tried; 0 leaves that to the policy.
        """
        fields = {"preset": preset, "fixProfile": profile, "projectId": project_id}
        fields = {key: value for key, value in fields.items() if value}
        call = Call(
            "POST",
            f"{_BASE}/process",
            fields=fields,
            upload=Upload(name, data),
            limit_bytes=PROCESS_LIMIT_BYTES,
            attempts=attempts,
        )
        return self._transport.send(call).read(Processed)

    def explain(self, body: Mapping[str, object]) -> Answer:
        """An explanation of a finding; the contract does not show the body."""
        return self._post("/explain", body).read(Answer)

    def me(self) -> Me:
        """The account: plan, features, quota. Scope account:read."""
        return self._get("/me").read(Me)

    def usage(self) -> Usage:
        """What was used today. Scope usage:read."""
        return self._get("/usage").read(Usage)

    def keys(self) -> Keys:
        """The keys, masked. Scope keys:read."""
        return self._get("/api-keys").read(Keys)

    def create_key(self, name: str, scopes: list[str]) -> CreatedKey:
        """Make a key; its secret is in this answer alone. Scope keys:write."""
        return self._post("/api-keys", {"name": name, "scopes": scopes}).read(CreatedKey)

    def revoke_key(self, key_id: str) -> None:
        """End a key. Scope keys:write."""
        self._delete(f"/api-keys/{path_segment(key_id, 'key')}")

    def webhook(self) -> Webhook:
        """Where export receipts go. Scope webhooks:read."""
        return self._get("/webhook").read(Webhook)

    def set_webhook(self, url: str, *, rotate_secret: bool = False) -> Webhook:
        """Send export receipts to an https address. Scope webhooks:write."""
        body: dict[str, object] = {"url": url}
        if rotate_secret:
            body["rotateSecret"] = True
        # Rotated twice, the first secret would be lost.
        call = Call("PUT", f"{_BASE}/webhook", json=body, repeatable=not rotate_secret)
        return self._transport.send(call).read(Webhook)

    def delete_webhook(self) -> None:
        """Send no receipts any more; a route of `caption-qa serve`."""
        self._delete("/webhook")

    def templates(self) -> Templates:
        """The export templates. Scope exports:read, as for all that reads below."""
        return self._get("/export-templates").read(Templates)

    def template(self, template_id: str) -> Template:
        """One export template with its script."""
        return self._get(f"/export-templates/{_template(template_id)}").read(SavedTemplate)

    def create_template(self, name: str, script: str) -> Template:
        """Save a new template. Scope exports:write, as for all that writes below."""
        return self._post("/export-templates", {"name": name, "scriptSource": script}).read(
            SavedTemplate
        )

    def update_template(
        self, template_id: str, name: str, script: str, revision: int | None = None
    ) -> Template:
        """Replace a template; with a revision only if nobody else has replaced it since."""
        body: dict[str, object] = {"name": name, "scriptSource": script}
        if revision is not None:
            body["revision"] = revision
        path = f"{_BASE}/export-templates/{_template(template_id)}"
        # With a revision, the second time would be refused because someone was faster: we ourselves.
        call = Call("PUT", path, json=body, repeatable=revision is None)
        return self._transport.send(call).read(SavedTemplate)

    def delete_template(self, template_id: str) -> None:
        """Delete a template."""
        self._delete(f"/export-templates/{_template(template_id)}")

    def validate_template(self, script: str, mode: str, project_id: str = "") -> Trial:
        """Validate or run a script that is not saved; to run it needs a project and costs a run."""
        body: dict[str, object] = {"scriptSource": script, "mode": mode}
        if project_id:
            body["projectId"] = project_id
        return self._post("/export-templates/validate", body, repeatable=mode == "validate").read(
            Trial
        )

    def test_template(self, template_id: str, project_id: str, mode: str = "") -> Trial:
        """Run a saved template with a project; costs a run."""
        body = {"projectId": project_id} | ({"mode": mode} if mode else {})
        return self._post(f"/export-templates/{_template(template_id)}/test", body).read(Trial)

    def projects(self) -> Projects:
        """The projects that are ready or empty."""
        return self._get("/projects").read(Projects)

    def project(self, project_id: str) -> FullProject:
        """A project with its revisions; a route of `caption-qa serve`, as those to the next one."""
        return self._get(f"/projects/{_project(project_id)}").read(FullProject)

    def create_project(self, name: str) -> Project:
        """Make an empty project."""
        return self._post("/projects", {"name": name}).read(Project)

    def push_revision(
        self, project_id: str, name: str, data: bytes, fields: Mapping[str, str]
    ) -> Revision:
        """Add a file to a project; the same file again does nothing."""
        path = f"{_BASE}/projects/{_project(project_id)}/revisions"
        upload = Upload(name, data)
        call = Call(
            "POST",
            path,
            fields=fields,
            upload=upload,
            repeatable=True,
            limit_bytes=PROCESS_LIMIT_BYTES,
        )
        return self._transport.send(call).read(Revision)

    def delete_project(self, project_id: str) -> None:
        """Delete a project with its files."""
        self._delete(f"/projects/{_project(project_id)}")

    def diff(
        self, project_id: str, name: str, data: bytes, fields: Mapping[str, str] = {}
    ) -> Difference:
        """How a file differs from a project.

        The contract does not show the body; the file travels as it does to `process`.
        """
        call = Call(
            "POST",
            f"{_BASE}/projects/{_project(project_id)}/diff",
            fields=fields,
            upload=Upload(name, data),
            repeatable=True,
            limit_bytes=PROCESS_LIMIT_BYTES,
        )
        return self._transport.send(call).read(Difference)

    def diff_revisions(self, project_id: str, body: Mapping[str, object]) -> Difference:
        """How two revisions of a project differ, as `caption-qa serve` takes it."""
        path = f"/projects/{_project(project_id)}/diff"
        return self._post(path, body, repeatable=True).read(Difference)

    def upload_media(self, name: str, video: BinaryIO, kind: str) -> Media:
        """Upload a video as a multipart form; the contract does not show the body."""
        call = Call(
            "POST",
            f"{_BASE}/media/upload",
            upload=Upload(name, video, kind=kind),
            limit_bytes=_FILE_LIMIT_BYTES,
            total_seconds=_FILE_SECONDS,
        )
        return self._transport.send(call).read(Media)

    def begin_upload(self, name: str, kind: str, size: int) -> Media:
        """Begin to upload a video in parts; the answer names where they go, if the server has that."""
        body: dict[str, object] = {"filename": name, "contentType": kind, "sizeBytes": size}
        return self._post("/media/upload", body).read(Media)

    def media(self, media_id: str) -> Media:
        """A video, and how much of it has come; a route of `caption-qa serve`."""
        return self._get(f"/media/{path_segment(media_id, 'video')}").read(Media)

    def put_part(self, url: str, data: bytes, start: int, size: int) -> Media | None:
        """Send a part of a video to where its upload goes; the answer, where it is one of this API.

        To another server it goes without the key, as a signed address wants it. Raises BadReply for an
        address that is not https.
        """
        call = Call(
            "PUT",
            "",
            content=data,
            headers={"Content-Range": f"bytes {start}-{start + len(data) - 1}/{size}"},
            repeatable=True,
            total_seconds=_FILE_SECONDS,
        )
        if len(data) == size:
            call = call._replace(headers={"Content-Type": "application/octet-stream"})
        path, origin = split_address(url, self.address)
        if not origin:
            return self._transport.send(call._replace(path=path)).read(Media)
        with Transport(origin, None) as elsewhere:
            elsewhere.send(call._replace(path=path))
        return None

    def complete_media(self, media_id: str, url: str = "") -> Media:
        """Report that an upload is complete, by its `mediaId`, where the server has asked for that."""
        path, origin = split_address(url, self.address) if url else ("", "")
        if not path or origin:
            path = f"{_BASE}/media/upload/complete"
        call = Call("POST", path, json={"mediaId": media_id})
        return self._transport.send(call).read(Media)

    def extract(self, body: Mapping[str, object]) -> ServerJob:
        """Begin to extract captions from a video; the contract does not show the body."""
        return self._post("/jobs/extract", body).read(ServerJob)

    def render(self, body: Mapping[str, object]) -> ServerJob:
        """Begin to render captions into a video; the contract does not show the body."""
        return self._post("/jobs/render", body).read(ServerJob)

    def job(self, job_id: str) -> ServerJob:
        """How a job is getting on."""
        return self._get(f"/jobs/{path_segment(job_id, 'job')}").read(ServerJob)

    def cancel_job(self, job_id: str) -> None:
        """End a job."""
        self._delete(f"/jobs/{path_segment(job_id, 'job')}")

    def artifact(self, artifact_id: str) -> bytes:
        """The bytes of what a job has made."""
        call = Call(
            "GET",
            f"{_BASE}/artifacts/{path_segment(artifact_id, 'artifact')}",
            repeatable=True,
            reply_limit_bytes=_FILE_LIMIT_BYTES,
            total_seconds=_FILE_SECONDS,
        )
        return self._transport.send(call).body

    def _get(self, path: str) -> Reply:
        return self._transport.send(
            Call("GET", _BASE + path, repeatable=True, total_seconds=_LOOK_UP_SECONDS)
        )

    def _delete(self, path: str) -> None:
        self._transport.send(Call("DELETE", _BASE + path, repeatable=True))

    def _post(self, path: str, body: Mapping[str, object], *, repeatable: bool = False) -> Reply:
        return self._transport.send(
            Call("POST", _BASE + path, json=dict(body), repeatable=repeatable)
        )


def _project(project_id: str) -> str:
    return path_segment(project_id, "project")


def _template(template_id: str) -> str:
    return path_segment(template_id, "template")


def remedy(code: str, details: Mapping[str, object]) -> str:
    """What to do about an error code of the contract; `""` where the message names it."""
    scope, feature = details.get("missingScope"), details.get("missingFeature")
    if isinstance(scope, str):
        return f"use a key that has the scope {quote(scope)}"
    if isinstance(feature, str):
        return f"the plan of this account lacks {quote(feature)}"
    return _REMEDIES.get(code, "")


_REMEDIES = {
    "unauthorized": "check the key in CAPTIONPASS_API_KEY: it may be cut off, revoked, or of another server",
    "rate_limited": "send fewer files at a time (--jobs 1), or later",
    "quota_exceeded": "the quota begins anew at 00:00 UTC; until then, use --engine bundled",
    "payload_too_large": "split the file, or check it with --engine bundled",
    "unavailable": "try again later",
}
