"""What the image is started as: nobody, who may write in one volume and needs no other place."""

import re
from pathlib import Path

from tests.openapi.tools import python_tool, run

ROOT = Path(__file__).parents[2]
Instruction = tuple[str, str]


def stages() -> list[list[Instruction]]:
    """Give the instructions of each stage of the Dockerfile, with what they are given."""
    text = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found: list[list[Instruction]] = []
    for name, _, given in (line.partition(" ") for line in lines):
        if name == "FROM":
            found.append([])
        if found:
            found[-1].append((name, given.strip()))
    return found


def given(name: str) -> list[str]:
    """Give what an instruction is given in the last stage, which is the image."""
    return [words for each, words in stages()[-1] if each == name]


def test_the_image_is_run_by_a_user_without_name_or_rights() -> None:
    [user] = given("USER")
    uid, gid = map(int, user.split(":"))
    assert min(uid, gid) >= 10_000
    names = [name for name, _ in stages()[-1]]
    assert {"COPY", "ADD", "RUN"}.isdisjoint(names[names.index("USER") :])


def test_nothing_but_the_volume_belongs_to_that_user() -> None:
    [user], [volume] = given("USER"), given("VOLUME")
    owned = [words.split()[-1] for words in given("COPY") if "--chown" in words or "--chmod" in words]
    assert owned == [volume]
    assert f"--chown={user} " in next(words for words in given("COPY") if words.endswith(f" {volume}"))
    assert given("RUN") == given("ADD") == []


def test_only_the_volume_is_written_to() -> None:
    [volume], [environment] = given("VOLUME"), given("ENV")
    settings = dict(each.split("=", 1) for each in environment.split())
    assert settings["PYTHONDONTWRITEBYTECODE"] == "1"
    assert settings["VERBATIM_DATABASE_URL"].startswith(f"sqlite:///{volume}/")
    assert given("WORKDIR") == [volume]


def test_all_that_is_installed_has_hashes() -> None:
    """But the project itself, which is built where it stands."""
    installs = re.findall(r"pip (?:install|wheel) [^&]*", " ".join(words for _, words in stages()[0]))
    assert len(installs) >= 3
    assert [each for each in installs if "--require-hashes" not in each and "--no-deps" not in each] == []


def test_hadolint_finds_nothing(tmp_path: Path) -> None:
    hadolint, sloppy = python_tool("hadolint"), tmp_path / "Dockerfile"
    sloppy.write_text("FROM debian\nRUN cd /opt && pip install verbatim\n", encoding="utf-8")
    done = run(hadolint, "--no-color", ROOT / "Dockerfile")
    assert done.returncode == 0, done.stdout + done.stderr
    assert run(hadolint, sloppy).returncode == 1, "it would find what is not as it should be"
