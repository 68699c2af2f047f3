"""Every package that the image installs may be passed on with a program under the MIT licence."""

import re
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

import pytest

PINS = Path(__file__).parents[2] / ".ci" / "requirements.txt"

ALLOWED = {
    *("MIT", "MIT License", "BSD-2-Clause", "BSD-3-Clause", "3-Clause BSD License", "0BSD", "ISC License"),
    *("Apache-2.0", "PSF-2.0", "CNRI-Python"),
}
ODD = {
    "certifi": ("MPL-2.0", "the weak copyleft ends at its own file, which is passed on as it is"),
    **dict.fromkeys(
        ("psycopg", "psycopg-binary"), ("LGPL-3.0-only", "a library that is passed on unchanged, as a package")
    ),
    "pystemmer": ("MIT, BSD", "its own licence, and the one of Snowball's rules in it, which is BSD-3-Clause"),
    "text-unidecode": ("Artistic License", "its other choice is the GPL; it is passed on unchanged, as a package"),
}
"""Licences that are right for one package alone, and why."""
ELSEWHERE = {"colorama"}
"""What only Windows installs."""


def packages() -> list[str]:
    return re.findall(r"^([a-z0-9._-]+)==", PINS.read_text(encoding="utf-8"), re.MULTILINE)


def licences(known: PackageMetadata) -> set[str]:
    """Give every licence that a package says it is under, all of which must be kept."""
    said = known.json.get("license_expression") or known.json.get("license")
    said = str(said) if said else None
    classified = [each.split(" :: ")[-1] for each in known.get_all("Classifier") or () if each.startswith("License")]
    return set(re.split(r" AND |; ", said)) if said else set(classified)


@pytest.mark.parametrize("name", sorted(set(packages()) - ELSEWHERE))
def test_a_licence_is_known_and_compatible(name: str) -> None:
    try:
        found = licences(metadata(name))
    except PackageNotFoundError:
        pytest.fail(f"{name} is pinned and not installed: what is its licence?")
    odd = {ODD[name][0]} if name in ODD else set()
    assert found, f"{name} says nothing of its licence"
    assert found <= ALLOWED | odd, f"{name}: {found}"


def test_every_exception_is_of_a_package_that_is_there() -> None:
    assert set(ODD) | ELSEWHERE <= set(packages())


def test_every_pin_has_hashes() -> None:
    """So that what is installed is what was looked at."""
    text = PINS.read_text(encoding="utf-8")
    pinned = re.split(r"^(?=[a-z0-9._-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(pinned) == len(packages()) > 50
    assert [each.split()[0] for each in pinned if "--hash=sha256:" not in each] == []
