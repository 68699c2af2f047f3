"""The beginning of a source as text, to see what it is before it is read."""

_ENCODINGS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"", "utf-8"))
_LOOKED_AT = 64 * 1024


def head_of(data: bytes) -> str:
    """The first characters of `data`, without a byte order mark; what is not UTF-8 or marked UTF-16 is left out."""
    encoding = next(name for mark, name in _ENCODINGS if data.startswith(mark))
    return data[:_LOOKED_AT].decode(encoding, errors="ignore").removeprefix("\ufeff")
