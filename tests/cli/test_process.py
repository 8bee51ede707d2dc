"""The command as a process of its own: Ctrl-C, closed pipes, standard input, encodings of the terminal."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import PROGRAM, ROOT, Run

TRAINING = ROOT / "corpus" / "train" / "docs"
PATIENCE = 120
"""Seconds after which a process is taken to hang, on a machine however busy."""
ARTICLE = "산업통상부가 내년 M.AX 얼라이언스에 7천억원을 투입한다."


def start(*args: object, store: Path, **options: Any) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    environment |= {"KAIGRAPH_DATA": str(store)} | options.pop("environment", {})
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(
        [*PROGRAM, *(str(arg) for arg in args)],
        env=environment,
        cwd=ROOT,
        text=True,
        encoding="utf-8",
        **pipes | options,
    )


def line_of(stream: Any) -> str:
    line: str = stream.readline()
    return line


@pytest.mark.slow
def test_ctrl_c_stops_after_the_article_in_hand_and_the_next_run_goes_on(
    kaigraph: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = start("ingest", TRAINING, store=tmp_path)
    first = line_of(process.stderr)
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert first.startswith("1/")
    assert "stopping after the articles in hand" in stderr
    assert stderr.splitlines()[-2:] == ["Every article so far is in; the same command goes on from here.", "stopped"]
    done = int(stdout.splitlines()[1].split()[0])
    assert stderr.count(" added ") + 1 == done < len(list(TRAINING.glob("*.md")))

    monkeypatch.setenv("KAIGRAPH_DATA", str(tmp_path))
    again = kaigraph("ingest", *sorted(TRAINING.glob("*.md"))[: done + 1])
    assert again.stdout.splitlines()[1].split() == ["1", "0", str(done), "0"]
    assert again.exit_code == 0


@pytest.mark.slow
def test_a_second_ctrl_c_stops_at_once(tmp_path: Path) -> None:
    process = start("ingest", "-", store=tmp_path, stdin=subprocess.PIPE)
    process.stdin.write(json.dumps({"id": "a", "text": ARTICLE}) + "\n")  # type: ignore[union-attr]
    process.stdin.flush()  # type: ignore[union-attr]
    assert line_of(process.stderr).startswith("1/1 added")
    process.send_signal(signal.SIGINT)  # it waits for more input, which never comes
    while "stopping" not in line_of(process.stderr):
        pass
    process.send_signal(signal.SIGINT)
    process.stdin = None
    assert process.wait(timeout=PATIENCE) == 130
    assert "Traceback" not in process.stderr.read()  # type: ignore[union-attr]


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["table", "json"])
def test_a_reader_that_leaves_early_is_no_failure(sample_store: Path, form: tuple[str, ...]) -> None:
    process = start("claims", "--limit", 500, *form, store=sample_store)
    line_of(process.stdout)
    process.stdout.close()  # type: ignore[union-attr]
    stderr = process.stderr.read()  # type: ignore[union-attr]
    assert (process.wait(timeout=PATIENCE), stderr) == (0, "")


def test_progress_that_nobody_reads_does_not_stop_the_run(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    (tmp_path / "in.jsonl").write_text("".join(json.dumps({"text": f"{ARTICLE} {n}"}) + "\n" for n in range(3)))
    with start("ingest", tmp_path / "in.jsonl", store=tmp_path / "store", stderr=write) as process:
        os.close(write)
        stdout, _ = process.communicate(timeout=PATIENCE)
    assert stdout.splitlines()[1].split() == ["3", "0", "0", "0"]


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="this system has no /dev/full")
def test_an_answer_that_finds_no_room_is_a_failure_told_as_such(sample_store: Path) -> None:
    with Path("/dev/full").open("w") as full, start("entity", "ministry/motir", store=sample_store, stdout=full) as run:
        stderr = run.communicate(timeout=PATIENCE)[1]
    assert run.returncode == 1
    assert stderr.splitlines()[0] == "error: No space left on device"
    assert "fault of kaigraph" not in stderr


def test_closed_streams_end_no_command_with_a_fault(sample_store: Path) -> None:
    def closed(streams: str, *args: str) -> tuple[int, bytes]:
        done = subprocess.run(
            ["sh", "-c", f'exec "$@" {streams}', "sh", *PROGRAM, *args],
            env=os.environ | {"KAIGRAPH_DATA": str(sample_store)},
            cwd=ROOT,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    assert closed(">&-", "entity", "ministry/motir") == (0, b"")
    assert closed("2>&-", "entity", "nobody") == (1, b"")
    code, said = closed("<&-", "extract", "-")
    assert (code, b"is empty" in said) == (1, True)


def test_korean_goes_through_a_terminal_of_another_encoding(sample_store: Path) -> None:
    ascii_only = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    with start("entity", "ministry/motir", "--json", store=sample_store, environment=ascii_only) as process:
        assert json.loads(process.communicate(timeout=PATIENCE)[0])["name"] == "산업통상부"
    with start("entity", "ministry/motir", store=sample_store, environment=ascii_only) as process:
        stderr = process.communicate(timeout=PATIENCE)[1]
    assert (process.returncode, stderr) == (0, "")


@pytest.mark.slow
def test_the_server_answers_and_the_terminal_beside_it(sample_store: Path) -> None:
    process = start("serve", "--port", 0, store=sample_store)
    try:
        address = line_of(process.stderr).split()[1]
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                with urllib.request.urlopen(f"{address}/v1/funding?year=2026", timeout=PATIENCE) as response:
                    served = json.load(response)
                break
            except OSError:
                assert time.monotonic() < deadline
                time.sleep(0.1)
        with start("funding", "--year", 2026, "--json", store=sample_store) as question:
            stdout, stderr = question.communicate(timeout=PATIENCE)
        assert (question.returncode, stderr) == (0, "")
        assert json.loads(stdout)["named"]["rows"][0] == served["named"]["rows"][0]
    finally:
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=PATIENCE)[1]
    logged = [json.loads(line) for line in rest.splitlines()]
    assert process.returncode == 0
    assert [(line["route"], line["status"]) for line in logged] == [("/v1/funding", 200)]
    assert "2026" not in {str(value) for line in logged for value in line.values()}


@pytest.mark.slow
def test_who_asks_is_believed_from_a_trusted_proxy_only(tmp_path: Path) -> None:
    for proxies, wanted in (("192.0.2.0/24", "127.0.0.1"), ("127.0.0.1", "203.0.113.9")):
        limits = {"KAIGRAPH_TRUSTED_PROXIES": proxies}
        with start("serve", "--port", 0, store=tmp_path, environment=limits) as process:
            address = line_of(process.stderr).split()[1]
            forwarded = {"X-Forwarded-For": "198.51.100.7, 203.0.113.9", "X-Forwarded-Proto": "https"}
            asked = urllib.request.Request(f"{address}/healthz", headers=forwarded)
            with urllib.request.urlopen(asked, timeout=PATIENCE) as response:
                assert response.status == 200
            process.send_signal(signal.SIGINT)
            logged = process.communicate(timeout=PATIENCE)[1]
        assert json.loads(logged)["client"] == wanted


def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    with start("serve", store=tmp_path, environment={"KAIGRAPH_RATE_LIMIT": "many"}) as process:
        stderr = process.communicate(timeout=PATIENCE)[1]
    assert process.returncode == 1
    assert stderr.startswith("error: the setting KAIGRAPH_RATE_LIMIT cannot be used: 'many' is neither off nor a rate")


def test_a_setting_of_the_store_that_cannot_be_used_is_named(kaigraph: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAIGRAPH_KEEP_TEXT", "maybe")
    result = kaigraph("overview")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: the setting KAIGRAPH_KEEP_TEXT cannot be used: Input should be a valid")


@pytest.mark.parametrize("host", ["999.1.1.1", "198.51.100.1"])
def test_an_address_that_is_not_this_machines_is_named(kaigraph: Run, host: str) -> None:
    result = kaigraph("serve", "--host", host)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"error: cannot listen on {host}:8000: this machine has no such address",
        "hint: Give another --host, such as 127.0.0.1.",
    ]


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with start("serve", "--port", port, store=tmp_path) as process:
            stderr = process.communicate(timeout=PATIENCE)[1]
    assert process.returncode == 1
    error, hint = stderr.splitlines()
    assert error == f"error: cannot listen on 127.0.0.1:{port}: address already in use"
    assert hint.startswith("hint: ")


@pytest.mark.slow
def test_processes_that_read_leave_standard_output_to_the_summary(tmp_path: Path) -> None:
    paths = [str(path) for path in sorted(TRAINING.glob("*.md"))[:6]]
    process = start("-v", "ingest", "--workers", "2", "--quiet", *paths, store=tmp_path)
    stdout, _ = process.communicate(timeout=PATIENCE)
    assert [line.split() for line in stdout.splitlines()] == [
        ["added", "changed", "unchanged", "failed"],
        ["6", "0", "0", "0"],
    ]
