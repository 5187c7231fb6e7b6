"""Addresses: paths and URLs, and what messages show of them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packgen.errors import BadInput
from packgen.store import address_of

OUTPUT = Path("output")


@pytest.mark.parametrize(
    ("asked", "file"),
    [
        (None, "output/packgen.db"),
        ("releases.db", "releases.db"),
        ("sqlite:///releases.db", "releases.db"),
        ("sqlite:////srv/releases.db", "/srv/releases.db"),
        ("sqlite+pysqlite:///a b/100%.db", "a b/100%.db"),
    ],
)
def test_files(asked: str | None, file: str) -> None:
    address = address_of(asked, OUTPUT)
    assert (address.file, address.shown) == (Path(file), file)


@pytest.mark.parametrize(
    ("asked", "url", "shown"),
    [
        ("postgresql://clerk@db/x", "postgresql+psycopg://clerk@db/x", "postgresql://db/x"),
        ("postgres://db:5433/x", "postgresql+psycopg://db:5433/x", "postgresql://db:5433/x"),
        ("postgresql+pg8000://a:b@db/x", "postgresql+pg8000://a:b@db/x", "postgresql://db/x"),
    ],
)
def test_servers(asked: str, url: str, shown: str) -> None:
    address = address_of(asked, OUTPUT)
    assert (address.url, address.shown, address.file) == (url, shown, None)


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=6), st.booleans())
def test_no_password_is_shown(tail: str, in_query: bool) -> None:
    secret = f"S3CR3T{tail}"
    url = f"db/x?password={secret}" if in_query else f"clerk:{secret}@db/x"
    address = address_of(f"postgresql://{url}", OUTPUT)
    assert "S3CR3T" not in address.shown + repr(address)


@pytest.mark.parametrize(
    "asked", ["sqlite://", "sqlite:///:memory:", ":memory:", "sqlite:///", "sqlite:///a?mode=ro",
              "sqlite+pysqlcipher:///a.db", "", "..", "a\nb"],
)  # fmt: skip
def test_what_keeps_nothing_is_refused(asked: str) -> None:
    with pytest.raises(BadInput, match="is no address that can keep releases"):
        address_of(asked, OUTPUT)


def test_a_folder_and_a_name_too_long_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is no regular file"):
        address_of(str(tmp_path), OUTPUT)
    with pytest.raises(BadInput, match="can't be opened: File name too long"):
        address_of("a" * 5000, OUTPUT)
