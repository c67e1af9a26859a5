#!/usr/bin/env python3
"""Checks the answers in chapters/exercises/answers.py.

python3 chapters/exercises/check.py                  how far you are
python3 chapters/exercises/check.py NAME             one exercise, with its task
python3 chapters/exercises/check.py --reset NAME     begin one exercise anew
python3 chapters/exercises/check.py --reset --force  begin all of them anew

With --answers FILE as the first option, each does the same to that file.
"""

# The cases, what is right in them, and the typical mistakes with their hints
# stand in exercises.json, which is written from the same tables as the check of
# the answers in Rust: `cargo run -p exercises -- --export`.

import ast
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

HERE = Path(__file__).resolve().parent
TIME = 5.0  # seconds that an answer may take; right ones take milliseconds
MEMORY = 1 << 30  # bytes that an answer may take
KEPT = 1 << 14  # bytes that are kept of what an answer prints
WIDTH = 78  # columns that a line may take
OURS = 70  # the exit code if this program is to blame
READY = b"ready\n"
NOT_BEGUN = "this is still the starter"
UNCOMPILED = "it does not compile"
UNENDING = f"it takes longer than {TIME:.0f} seconds; does a loop never end?"
TOO_LARGE = (
    f"it takes more than the {MEMORY >> 20} MB of memory that it may"
)
TOO_DEEP = "it overflows the stack; does a function call itself for ever?"


class Complaint(Exception):
    """Something that the reader is told in one line."""


# --- The command.


def main(words):
    # Where the terminal lacks a letter, a question mark takes its place.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    try:
        command(words)
    except Complaint as complaint:
        print(f"check.py: {complaint}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # A reader that closes the pipe has seen enough: that is no failure.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def command(words):
    file = HERE / "answers.py"
    if len(words) >= 2 and words[0] == "--answers":
        file, words = Path(words[1]), words[2:]
    elif words[:1] == ["--answers"]:
        raise Complaint("--answers takes a file")
    table = Table()
    answers = Answers(file, table)
    if not words:
        progress(answers)
    elif words in (["--help"], ["-h"]):
        say(__doc__)
    elif words == ["--reset"]:
        answers.reset_all(force=False)
    elif words == ["--reset", "--force"]:
        answers.reset_all(force=True)
    elif words[0] == "--reset":
        if len(words) != 2:
            raise Complaint("--reset takes one name, or --force")
        answers.reset(table.exercise(words[1]))
    elif words[0].startswith("-"):
        raise Complaint(f"there is no option '{words[0]}'")
    elif words[1:2] == ["--reset"]:
        raise Complaint(f"write --reset first: --reset {words[0]}")
    elif len(words) > 1:
        raise Complaint("one exercise at a time, or all without a name")
    else:
        report(answers, table.exercise(words[0]))


def say(text):
    sys.stdout.write(text)
    sys.stdout.flush()


def progress(answers):
    """Says of each exercise whether it is solved, as soon as it is known."""
    solved, chapter = 0, None
    for exercise in answers.table.exercises:
        if chapter != exercise["number"]:
            chapter = exercise["number"]
            say(f"Chapter {chapter}\n")
        verdict, _, said = answers.judged(exercise, is_alone=False)
        solved += verdict is None
        say(told(f"  {exercise['name']:<22}", verdict))
        if verdict == UNCOMPILED:
            say("\n" + said)
    say(f"\nThe answers are in {answers.shown()}.\n")
    say(f"{solved} of {len(answers.table.exercises)} solved\n")


def report(answers, exercise):
    """The task, what the answer printed, whether it is right, and a case in
    which it is wrong."""
    verdict, given, said = answers.judged(exercise, is_alone=True)
    gap = "" if not said or said.endswith("\n") else "\n"
    text = exercise["code"] + "\n" + said + gap + told("", verdict)
    if given:
        text += "\nA case in which it is wrong:\n" + given
    say(text)


def told(start, verdict):
    """The verdict on lines, the first after `start` and the others indented."""
    text = "solved" if verdict is None else f"not yet: {verdict}"
    lines, line = "", start
    for word in text.split(" "):
        if WIDTH < len(line) + len(word):
            lines += line.rstrip() + "\n"
            line = " " * 6
        line += word + " "
    return lines + line.rstrip() + "\n"


# --- The exercises, and the reader's file.


class Table:
    """What exercises.json holds."""

    def __init__(self):
        with open(HERE / "exercises.json", encoding="utf-8-sig") as file:
            table = json.load(file)
        self.exercises = table["exercises"]
        self.tolerance = table["tolerance"]
        self.header = table["header"]

    def exercise(self, name):
        for exercise in self.exercises:
            if exercise["name"] == name:
                return exercise
        raise Complaint(
            f"there is no exercise '{name}': without a name, all are listed"
        )

    def starters(self):
        """The file of answers before the reader has changed anything."""
        text, chapter = self.header, None
        for exercise in self.exercises:
            if chapter != exercise["number"]:
                chapter = exercise["number"]
                gap = "\n" if text == self.header else "\n\n"
                text += f"{gap}# Chapter {chapter}: {exercise['title']}.\n"
            text += "\n\n" + exercise["code"]
        return text


class Answers:
    """The reader's file."""

    def __init__(self, file, table):
        self.file, self.table = file, table
        try:
            text = file.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise Complaint(f"{file}: {error}") from None
        self.mark = "\ufeff" if text.startswith("\ufeff") else ""
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.text = text[len(self.mark) :].replace("\r\n", "\n")
        self.program = None

    def shown(self):
        """The file as messages call it: from the root where it is below it."""
        try:
            return str(self.file.resolve().relative_to(HERE.parent.parent))
        except ValueError:
            return str(self.file)

    def judged(self, exercise, is_alone):
        """The verdict, a case in which the answer is wrong, and what it
        printed or what Python says of it."""
        name = exercise["name"]
        if self.program is None:
            self.program = Program(self.text, self.shown(), self.table)
        if name in self.program.errors:
            return UNCOMPILED, "", self.program.errors[name]
        part = self.program.texts.get(name)
        if part is None:
            return f"{self.shown()} has no function '{name}'", "", ""
        # What is the starter to the letter needs no process.
        starter, found = exercise["code"].strip(), part.strip()
        rest = found[len(starter) :].split("\n")
        is_starter = found.startswith(starter) and all(
            not line or line.startswith("#") for line in rest
        )
        if is_starter and not is_alone:
            return NOT_BEGUN, "", ""
        return judged(name, self.file)

    def reset(self, exercise):
        """Puts the starter of one exercise back."""
        name = exercise["name"]
        lines = self.text.split("\n")
        place = function(lines, name)
        if place is None:
            raise Complaint(f"{self.file} has no function '{name}'")
        start, end = place
        lines[start:end] = exercise["code"].rstrip("\n").split("\n")
        self.write("\n".join(lines).rstrip("\n") + "\n", name)

    def reset_all(self, force):
        """Puts all starters back, unless work would be lost without being
        asked for."""
        starters = self.table.starters()
        if self.text.rstrip("\n") == starters.rstrip("\n"):
            say("every answer is still the starter\n")
        elif force:
            self.write(starters, "every answer")
        else:
            raise Complaint(
                "--reset would discard your answers: --reset NAME begins one of"
                " them anew, --reset --force all"
            )

    def write(self, text, what):
        """Replaces the file in one step, so that no failure leaves half of
        it."""
        data = (self.mark + text.replace("\n", self.newline)).encode("utf-8")
        new = self.file.with_name(self.file.name + ".new")
        try:
            new.write_bytes(data)
            os.replace(new, self.file)
        except OSError as error:
            raise Complaint(f"{self.file}: {error}") from None
        say(f"{what} is the starter again\n")


def function(lines, name):
    """The lines of a function at the top level, from the first to the one after
    its last."""
    start = next((i for i, l in enumerate(lines) if declares(l, name)), None)
    if start is None:
        return None
    end = start + 1
    while end < len(lines) and (
        not lines[end] or lines[end][0].isspace() or lines[end][0] in ")]}"
    ):
        end += 1
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    return start, end


def declares(line, name):
    """Whether a function of that name begins on a line."""
    words = line.replace("(", " ( ", 1).split()
    return not line[:1].isspace() and words[:3] == ["def", name, "("]


class Program:
    """The reader's file in parts: what is before the first exercise, and each
    exercise up to the next. One that does not compile costs no other."""

    def __init__(self, text, shown, table):
        names = [exercise["name"] for exercise in table.exercises]
        lines = text.split("\n")
        starts = []
        for name in names:
            place = function(lines, name)
            if place is not None:
                starts.append((place[0], name))
        starts.sort()
        ends = [start for start, _ in starts[1:]] + [len(lines)]
        ranges = [(None, 0, starts[0][0] if starts else len(lines))]
        ranges += [(n, start, end) for (start, n), end in zip(starts, ends)]
        self.texts = {n: "\n".join(lines[a:b]) for n, a, b in ranges}
        self.errors = {}
        self.nodes = []  # each statement with the exercise to which it belongs
        try:
            # As a whole, if that is possible: a string may hold a function.
            body = ast.parse(text, shown).body
        except (SyntaxError, ValueError):
            for name, start, end in ranges:
                part = "\n" * start + "\n".join(lines[start:end]) + "\n"
                try:
                    body = ast.parse(part, shown).body
                except (SyntaxError, ValueError) as error:
                    said = traceback.format_exception_only(type(error), error)
                    self.errors[name] = "".join(said)
                else:
                    self.nodes += [(name, node) for node in body]
            if None in self.errors:
                raise Complaint(
                    f"{shown} does not compile\n\n{self.errors[None].rstrip()}"
                ) from None
            return
        for node in body:
            owner = None
            for name, start, _ in ranges:
                if start < node.lineno:
                    owner = name
            self.nodes.append((owner, node))

    def code(self, name, shown):
        """What one answer needs: its own part, and what others define."""
        defining = (
            ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom,
            ast.Assign, ast.AnnAssign,
        )
        body = [
            node
            for owner, node in self.nodes
            if owner in (None, name) or isinstance(node, defining)
        ]
        return compile(ast.Module(body=body, type_ignores=[]), shown, "exec")


# --- The process that judges one answer: it may loop, end the process or take
# all the memory there is.


def judged(name, file):
    """Lets another process look at an answer, in bounded time and memory."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "verdict.json"
        words = [sys.executable, "-B", str(HERE / "check.py"), "--judge"]
        child = subprocess.Popen(
            [*words, name, str(file), str(result)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"},
        )
        out, err = Beginning(child.stdout), Beginning(child.stderr)
        try:
            out.begun.wait(60.0)  # the time that Python and NumPy take
            code = child.wait(TIME)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            if child.poll() is None:
                child.kill()
                child.wait()
        # A process that the answer has started may hold on to the pipes.
        out, err = out.text(), err.text()
        if code == OURS:
            raise Complaint(err.rstrip().split("\n")[-1])
        try:
            verdict, given = json.loads(result.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            verdict, given = end(code), ""
        return verdict, given, out + err


def end(code):
    """How an answer ended that did not return."""
    if code is None:
        return UNENDING
    if code < 0:
        return "it aborts the program, and returns nothing"
    return f"it ends the program, with exit code {code}, and returns nothing"


class Beginning(threading.Thread):
    """Reads a pipe to its end, so that nobody waits to write, and keeps what it
    begins with."""

    def __init__(self, pipe):
        super().__init__(daemon=True)
        self.pipe, self.kept, self.begun = pipe, b"", threading.Event()
        self.start()

    def run(self):
        while data := self.pipe.read1(1 << 16):
            self.kept += data[: KEPT + len(READY) - len(self.kept)]
            if READY in self.kept:
                self.begun.set()
        self.begun.set()

    def text(self):
        self.join(1.0)
        return self.kept.replace(READY, b"", 1).decode("utf-8", "replace")


def judge(name, file, result):
    """Judges an answer, and writes the verdict to a file, since what is printed
    may be the answer's."""
    try:
        table = Table()
        exercise = table.exercise(name)
        answers = Answers(Path(file), table)
        program = Program(answers.text, answers.shown(), table)
        import numpy  # before the memory is limited

        numpy.dot(numpy.eye(2), numpy.eye(2))
        limit_memory()
    except ModuleNotFoundError as error:
        print(
            f"the answers are judged with {error.name}; to install it:"
            f" {sys.executable} -m pip install {error.name}",
            file=sys.stderr,
        )
        os._exit(OURS)
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        os._exit(OURS)
    sys.stdout.buffer.write(READY)
    sys.stdout.flush()
    space = {"__name__": "answers"}
    try:
        exec(program.code(name, answers.shown()), space)
        verdict = checked(space[name], exercise, table.tolerance)
    except Ended as ended:
        verdict = [str(ended), ""]
    except BaseException as error:
        verdict = [fault(error), ""]
    with open(result, "w", encoding="utf-8") as out:
        json.dump(verdict, out)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # threads that an answer has started may go on for ever


def limit_memory():
    """Limits how much more memory this process may take, where that can be
    done."""
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as file:
            taken = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + MEMORY,) * 2)
    except (ImportError, OSError, ValueError):
        pass


class Ended(Exception):
    """An answer did not return, and no other case is tried."""


def fault(error):
    """The hint for an exception."""
    if isinstance(error, RecursionError):
        return TOO_DEEP
    if isinstance(error, MemoryError):
        return TOO_LARGE
    if isinstance(error, SystemExit):
        code = error.code if isinstance(error.code, int) else 1
        return end(0 if error.code is None else abs(code))
    message = " ".join(str(error).split())
    kind = type(error).__name__
    return f"it raises {kind}: {message}" if message else f"it raises {kind}"


def checked(answer, exercise, tolerance):
    """Why an answer is wrong, and the first case in which it is: the same rules
    as in `question.rs`."""
    tried = [tried_on(case, answer) for case in exercise["cases"]]
    first = None
    for case, found in zip(exercise["cases"], tried):
        wrong = found
        if not isinstance(found, str):
            wrong = first_difference(found, arrays(case["expected"]), tolerance)
        if wrong is not None:
            first = [wrong, case["given"]]
            break
    if first is None:
        return [None, ""]
    known = [{"hint": NOT_BEGUN, "returns": exercise["starter"]}]
    for mistake in known + exercise["mistakes"]:
        if agree(tried, mistake["returns"], tolerance):
            return [mistake["hint"], first[1]]
    return first


def tried_on(case, answer):
    """What an answer returns in a case, as named arrays, or why it does not."""
    expected = case["expected"]
    try:
        returned = answer(*[argument(given) for given in case["arguments"]])
        return parts(returned, [part["name"] for part in expected])
    except Wrong as wrong:
        return str(wrong)
    except (RecursionError, MemoryError, SystemExit) as error:
        raise Ended(fault(error)) from None
    except BaseException as error:
        return fault(error)


class Wrong(Exception):
    """What an answer returns is not of the right kind."""


def argument(given):
    """An argument: a number, an array, or a list of these."""
    import numpy as np

    if isinstance(given, list):
        return [argument(one) for one in given]
    if isinstance(given, dict):
        return np.array(given["data"]).reshape(given["shape"])
    return given


def arrays(exported):
    """The named arrays in the file."""
    import numpy as np

    named = []
    for part in exported:
        data = np.array([float(x) for x in part["data"]])
        named.append((part["name"], data.reshape(part["shape"])))
    return named


def parts(returned, names):
    """What an answer returned as named arrays."""
    import numpy as np

    if returned is None:
        raise Wrong("it returns None; is there no `return`?")
    values = [returned]
    if len(names) > 1:
        is_array = isinstance(returned, np.ndarray) and returned.ndim > 0
        if not is_array and not isinstance(returned, (tuple, list)):
            raise Wrong(f"it returns one value, and should return {len(names)}")
        values = list(returned)
        if len(values) != len(names):
            raise Wrong(
                f"it returns {len(values)} values, and should return "
                f"{len(names)}: {', '.join(names)}"
            )
    return [(name, numbers(name, x)) for name, x in zip(names, values)]


def numbers(name, value):
    """A value as an array of numbers."""
    import numpy as np

    try:
        found = np.asarray(value)
    except ValueError:
        found = np.asarray(None)
    if found.dtype.kind not in "biuf":
        raise Wrong(f"{name} is not a number or an array of numbers")
    return np.array(found, dtype=np.float64)


def first_difference(found, expected, tolerance):
    """Where two lists of named arrays first differ by more than the tolerance.
    Two entries that overflow alike do not differ."""
    import numpy as np

    for (name, x), (_, y) in zip(found, expected):
        if x.shape != y.shape:
            has, needs = list(x.shape), list(y.shape)
            return f"{name} has the shape {has}, and should have {needs}"
        for at in np.ndindex(x.shape):
            a, b = float(x[at]), float(y[at])
            if a == b or (a != a and b != b) or abs(a - b) <= tolerance:
                continue
            at = str(list(at)) if at else ""
            return f"{name}{at} is {shown(a)}, and should be {shown(b)}"
    return None


def shown(x):
    """A number with five digits, as Rust prints it."""
    return "NaN" if x != x else f"{x:.5f}"


def agree(tried, returns, tolerance):
    """Whether an answer does in every case what a known one does. Where one
    fails, the other must, too. But two answers that always fail need not have
    anything in common."""
    if all(isinstance(found, str) for found in tried):
        return False
    for found, known in zip(tried, returns):
        if isinstance(found, str) or known is None:
            if not (isinstance(found, str) and known is None):
                return False
        elif first_difference(found, arrays(known), tolerance) is not None:
            return False
    return True


if __name__ == "__main__":
    if len(sys.argv) == 5 and sys.argv[1] == "--judge":
        judge(*sys.argv[2:])
    sys.exit(main(sys.argv[1:]))
