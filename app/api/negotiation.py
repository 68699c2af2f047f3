"""What a client accepts (RFC 9110, section 12.5.1)."""

from collections.abc import Mapping

from fastapi import Request

from app.api.errors import NotAcceptableError

JSON = "application/json"


def refuse_other_than_json(request: Request) -> None:
    """Raise `NotAcceptableError` where the client accepts everything but JSON."""
    if not accepts(",".join(request.headers.getlist("accept")), JSON):
        raise NotAcceptableError(f"The answer would be {JSON}, which the header Accept rules out.")


def accepts(header: str, media_type: str) -> bool:
    """Tell whether `header` lets `media_type` through: its most specific range that fits decides."""
    return _weight(header, media_type) > 0


def _weight(header: str, media_type: str) -> float:
    ranges = [_range(part) for part in header.split(",") if "/" in part.partition(";")[0]]
    kind = media_type.partition("/")[0]
    for wanted in (media_type, f"{kind}/*", "*/*"):
        weights = [weight for name, weight in ranges if name == wanted]
        if weights:
            return max(weights)
    return 0.0 if ranges else 1.0


def best_of(header: str, offers: Mapping[str, str]) -> str | None:
    """Give the key of the media type that `header` lets through with the greatest weight, the first of equals."""
    weights = {key: _weight(header, media_type) for key, media_type in offers.items()}
    best = max(offers, key=lambda key: weights[key])
    return best if weights[best] > 0 else None


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    weight = next((value for value in parameters if value.startswith("q=")), "q=1")
    try:
        return name, float(weight.removeprefix("q="))
    except ValueError:
        return name, 0.0
