"""OpenTelemetry, which FastAPI itself sends where its variables say so: here is only what is left out of it.

Nothing imports this where no SDK is configured.
"""

from opentelemetry.context import Context
from opentelemetry.sdk.trace import Span, SpanProcessor

ASKED = ("url.path", "url.query", "http.request.method_original")
"""Attributes of a request's span in which the words stand that somebody asks for; the route stays."""


class WordsLeftOut(SpanProcessor):
    """Keeps what was asked for out of every span."""

    def on_start(self, span: Span, parent_context: Context | None = None) -> None:
        """Replace what a span begins with, before anything can be told of it."""
        for name in ASKED:
            if name in (span.attributes or {}):
                span.set_attribute(name, "left out")
