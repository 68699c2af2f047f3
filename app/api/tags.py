"""Entity tags as clients send them (RFC 9110, section 8.8.3)."""

from starlette.datastructures import Headers

ANY = ["*"]


def given_tags(headers: Headers, name: str) -> list[str]:
    """Give the tags of a header's list without what says that one is weak; `ANY` where it is a star."""
    given = ",".join(headers.getlist(name))
    return [tag.strip().removeprefix("W/") for tag in given.split(",") if tag.strip()]
