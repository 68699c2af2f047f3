"""Where things are: the URLs of the wire, root-relative unless the API knows where it is reached from."""

from dataclasses import dataclass

from starlette.types import Scope


@dataclass(frozen=True, slots=True)
class Urls:
    """The API's URLs under `base`: the prefix under which it is served, with its origin where that is known."""

    base: str
    has_page: bool = False
    """Whether the reading page is served."""

    def interview(self, interview_id: str) -> str:
        return f"{self.base}/v1/interviews/{interview_id}"

    def turn(self, interview_id: str, number: int, revision: int | None = None) -> str:
        """Give a turn; with `revision`, as it stands in that revision of its interview."""
        at = "" if revision is None else f"?revision={revision}"
        return f"{self.turns_of(interview_id)}{number}{at}"

    def turns_of(self, interview_id: str) -> str:
        """Give what the URLs of an interview's turns begin with; a turn's number follows."""
        return f"{self.base}/v1/turns/{interview_id}."

    def place(self, interview_id: str, number: int, revision: int | None = None) -> str | None:
        """Give a turn's place on the reading page, where that is served; with `revision`, for its words of then."""
        at = "" if revision is None else f"&revision={revision}"
        return f"{self.base}/?read={interview_id}{at}#{number}" if self.has_page else None

    def speaker(self, speaker_id: str) -> str:
        return f"{self.base}/v1/speakers/{speaker_id}"

    def problem(self, type_: str) -> str:
        return f"{self.base}/problems/{type_}"


def urls_of(scope: Scope) -> Urls:
    """Give the URLs as the client of this request reaches them."""
    settings = scope["app"].state.settings
    base: str = scope.get("root_path", "") if settings.public_url is None else settings.public_url
    return Urls(base.rstrip("/"), settings.page)


def path_of(scope: Scope) -> str:
    """Give the path that was asked for, as it was spelled and without the proxy's prefix."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw.decode("latin-1").removeprefix(scope.get("root_path", "").rstrip("/"))
