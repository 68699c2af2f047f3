"""What is wrong with a file that is no XML, in words of ours: libxml2's are for programmers, and change."""

import re

from lxml import etree

_TYPES = etree.ErrorTypes
_NO_QUOTES = "the value of an attribute is not in quotes"
_DECLARATION = "the declaration <?xml … ?> is not complete"
_ENCODING = "bytes here are not of the encoding that the file says it has"
_OF_TYPE: dict[int, str] = {
    _TYPES.ERR_DOCUMENT_EMPTY: "no element begins here",
    _TYPES.ERR_DOCUMENT_END: "something follows the outermost element",
    _TYPES.ERR_TAG_NAME_MISMATCH: "a tag closes what is not open",
    _TYPES.ERR_TAG_NOT_FINISHED: "the file ends too early",
    _TYPES.ERR_NAME_REQUIRED: "no name follows < or &, which are written &lt; and &amp; in a text",
    _TYPES.ERR_GT_REQUIRED: "a tag does not end with >",
    _TYPES.ERR_SPACE_REQUIRED: "a tag holds what is no attribute",
    _TYPES.ERR_EQUAL_REQUIRED: "an attribute has no value",
    _TYPES.ERR_ATTRIBUTE_WITHOUT_VALUE: "an attribute has no value",
    _TYPES.ERR_ATTRIBUTE_NOT_STARTED: _NO_QUOTES,
    _TYPES.ERR_ATTRIBUTE_NOT_FINISHED: _NO_QUOTES,
    _TYPES.ERR_STRING_NOT_STARTED: _NO_QUOTES,
    _TYPES.ERR_STRING_NOT_CLOSED: _NO_QUOTES,
    _TYPES.ERR_ATTRIBUTE_REDEFINED: "an element has an attribute twice",
    _TYPES.ERR_LT_IN_ATTRIBUTE: "an attribute holds <, which is written &lt; there",
    _TYPES.ERR_INVALID_CHAR: "XML allows no such character",
    _TYPES.ERR_INVALID_ENCODING: _ENCODING,
    _TYPES.ERR_UNSUPPORTED_ENCODING: "the encoding that the file says it has is unknown",
    _TYPES.ERR_UNDECLARED_ENTITY: "an entity is declared nowhere: write the characters it stands for",
    _TYPES.ERR_ENTITYREF_SEMICOL_MISSING: "& begins an entity that does not end with ;, and is written &amp; in a text",
    _TYPES.ERR_ENTITY_LOOP: "an entity stands for itself",
    _TYPES.ERR_RESOURCE_LIMIT: "this is deeper than 256 elements or longer than 10 MB, or entities grow without end",
    _TYPES.ERR_COMMENT_NOT_FINISHED: "a comment is not closed",
    _TYPES.ERR_HYPHEN_IN_COMMENT: "a comment holds --",
    _TYPES.ERR_CDATA_NOT_FINISHED: "a CDATA section is not closed",
    _TYPES.ERR_MISPLACED_CDATA_END: "a text holds ]]>, which is written ]]&gt;",
    _TYPES.ERR_RESERVED_XML_NAME: "the declaration <?xml … ?> stands elsewhere than at the start",
    _TYPES.ERR_VERSION_MISSING: _DECLARATION,
    _TYPES.ERR_XMLDECL_NOT_FINISHED: _DECLARATION,
    _TYPES.NS_ERR_UNDEFINED_NAMESPACE: "the prefix of a name is declared nowhere",
    _TYPES.NS_ERR_QNAME: "a name is not of the form prefix:name",
    _TYPES.WAR_NS_URI: "the name of a namespace is no URI",
    _TYPES.DTD_ID_REDEFINED: "an xml:id is that of another element",
    _TYPES.DTD_XMLID_VALUE: "an xml:id is no name",
}
_OPENED = re.compile(r"(?:mismatch: |in tag )([^\s<>]{1,40}) line (\d+)")


def told(error: etree.XMLSyntaxError) -> str:
    """Tell where the fault is and what it is, in one line."""
    line, column = error.position
    words = _OF_TYPE.get(error.code, "this breaks a rule of XML")  # type: ignore[attr-defined]
    opened = _OPENED.search(error.msg or "")
    still = f", and <{opened[1]}> of line {opened[2]} is open" if opened else ""
    return f"line {line}, column {column}: {words}{still}"
