"""Styles and lists as files of other programs: in and out by the command, to the byte, also while it is served."""

import csv
import io
import os
import subprocess
import zipfile

import pytest

BINARY = os.environ["CONTACTSHEET_BINARY"]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("SEGMIND_")}

STYLES = [
    ("film", "{prompt}, 35mm, film grain", "drawing"),
    ("say \"hi\"", "a \"quoted\" word", ""),
    ("lines", "one\ntwo\r\nthree", "blurry, bad"),
    ("Ölbild", "{impasto|glaze}, 油絵", ""),
]
LISTS = {
    "hair.txt": b"\xef\xbb\xbf# hair\r\nred\r\n\r\n2::grey  \r\n",
    "people/eyes.txt": b"blue\nbrown",
    "people/Größe.txt": "groß\nklein\n".encode(),
    "empty.txt": b"",
}


@pytest.fixture
def data(tmp_path):
    """A data folder, as serve makes it."""
    folder = tmp_path / "data"
    served = subprocess.Popen(
        [BINARY, "serve", "--port", "0", "--data", folder], stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
    )
    assert served.stdout.readline().startswith("listening on")
    served.terminate()
    assert served.wait(timeout=20) == 0
    return folder


def run(*arguments, code=0):
    ended = subprocess.run([BINARY, *arguments], capture_output=True, text=True, timeout=60, env=ENVIRONMENT)
    assert ended.returncode == code, ended.stdout + ended.stderr
    return ended.stdout + ended.stderr


def written(rows):
    """A styles.csv, written as AUTOMATIC1111 writes it."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=["name", "prompt", "negative_prompt"])
    writer.writeheader()
    writer.writerows(dict(zip(writer.fieldnames, row)) for row in rows)
    return text.getvalue().encode("utf-8-sig")


def test_a_styles_file_comes_back_to_the_byte(data, tmp_path):
    file, copy = tmp_path / "styles.csv", tmp_path / "out" / "styles.csv"
    file.write_bytes(written(STYLES))
    assert "4 styles brought" in run("import", "styles", file, "--data", data)
    assert "0 styles brought, 0 replaced, 4 already there." in run("import", "styles", file, "--data", data)
    assert "4 styles written." in run("export", "styles", copy, "--data", data)
    assert copy.read_bytes() == file.read_bytes()


def test_a_style_of_the_same_name_stays_until_it_is_told_to_go(data, tmp_path):
    file = tmp_path / "styles.csv"
    file.write_bytes(written([("film", "old", "")]))
    run("import", "styles", file, "--data", data)
    file.write_bytes(written([("film", "new", "")]))
    assert "stayed" in run("import", "styles", file, "--data", data, code=1)
    assert "1 replaced" in run("import", "styles", file, "--replace", "--data", data)
    run("export", "styles", file, "--data", data)
    assert b"film,new," in file.read_bytes()


def test_a_folder_of_lists_comes_back_to_the_byte(data, tmp_path):
    folder, copy = tmp_path / "lists", tmp_path / "copy"
    for name, content in LISTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / ".hidden.txt").write_bytes(b"no")
    (folder / "picture.png").write_bytes(b"no")
    assert "4 lists brought" in run("import", "wildcards", folder, "--data", data)
    run("export", "wildcards", copy, "--data", data)
    found = {str(path.relative_to(copy)): path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    assert found == LISTS


def test_a_zip_of_lists_comes_too_and_what_is_no_list_is_named(data, tmp_path):
    archive = tmp_path / "lists.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zip:
        for name, content in LISTS.items():
            zip.writestr(f"wildcards/{name}", content)
        zip.writestr("wildcards/latin.txt", "für".encode("latin-1"))
    said = run("import", "wildcards", archive, "--data", data, code=1)
    assert "4 lists brought" in said and "latin.txt: The file is not text in UTF-8." in said
    assert "There is no folder" in run("import", "wildcards", tmp_path / "nowhere", "--data", data, code=2)
    assert "not text in UTF-8" in run("import", "styles", archive, "--data", data, code=2)
