"""Tests the check of answers in Python.

`python chapters/exercises/tests/check_python.py` requires NumPy. The
solutions in Python pass, the starters do not, mistakes get the hints of those
in Rust, and an answer costs itself alone, whatever it does.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
with open(HERE / "exercises.json", encoding="utf-8-sig") as file:
    TABLE = json.load(file)
EXERCISES = TABLE["exercises"]
NAMES = [exercise["name"] for exercise in EXERCISES]
SOLVED = f" of {len(NAMES)} solved\n"


def check(*arguments, code=0):
    """What the command prints, or complains."""
    words = [sys.executable, "-B", HERE / "check.py", *arguments]
    done = subprocess.run(words, capture_output=True, encoding="utf-8")
    assert done.returncode == code, done
    assert (code == 0) == (done.stderr == ""), done
    return done.stdout if code == 0 else done.stderr


def source(exercise):
    """The file with the starter and the solution."""
    (path,) = (HERE / "src").glob(f"*/{exercise['name']}.py")
    return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")


def write(folder, name, text):
    path = Path(folder) / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def starters(bodies=()):
    """A file of answers in which the bodies of some functions are these."""
    with tempfile.TemporaryDirectory() as folder:
        file = write(folder, "answers.py", "")
        check("--answers", file, "--reset", "--force")
        text = file.read_text(encoding="utf-8")
    for exercise in EXERCISES:
        code = exercise["code"]
        assert text.count(code) == 1
        if exercise["name"] in dict(bodies):
            signature = code.split(":\n", 1)[0]
            body = dict(bodies)[exercise["name"]]
            text = text.replace(code, f"{signature}:\n{body}\n")
    return text


def line(out, name):
    """What is said of an exercise, on one line."""
    said = re.search(rf"^  {name} +(.*(?:\n      .*)*)", out, re.MULTILINE)
    assert said, out
    return " ".join(said[1].split())


def solutions_pass(folder):
    text = TABLE["header"]
    for exercise in EXERCISES:
        _, solution = source(exercise).split("\n\n\ndef solution(")
        text += f"\n\ndef {exercise['name']}({solution}"
    out = check("--answers", write(folder, "solutions.py", text))
    assert out.endswith(f"\n{len(NAMES)}{SOLVED}"), out


def starters_fail(folder):
    file = write(folder, "starters.py", starters())
    assert check("--answers", file).endswith(f"\n0{SOLVED}")
    assert check("--answers", file, "--reset") == (
        "every answer is still the starter\n"
    )
    # The same where the function is called.
    text = starters().replace('    """\n', '    """\n    pass\n')
    out = check("--answers", write(folder, "called.py", text))
    for name in NAMES:
        assert line(out, name) == "not yet: this is still the starter", out


MISTAKES = {
    "leaky_relu": ("    return dloss_da * (z > 0)", 0),
    "mean_squared_error": ("    return 2 * (a - t)", 0),
    "batch": ("    return x.T @ dloss_dz, dloss_dz.sum(axis=0)", 0),
    "log_softmax": (
        "    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)\n"
        "    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))",
        2,
    ),
    "tied_weights": ("    return x.T @ (dz2 @ w)", 0),
    "count_both_ways": (
        "    a, b, c, d = sizes\n"
        "    return a * c * (b + d), d * b * (a + c)",
        0,
    ),
    "which_order": (
        "    a, b, c, d = products\n"
        "    two, four = (a + c) + (b + d), (a + b) + (c + d)\n"
        "    sums = np.array([a + b + c + d, two, four])\n"
        "    return np.isclose(sums, printed, rtol=0, atol=1e-12)",
        0,
    ),
}


def mistakes_get_their_hints(folder):
    bodies = {name: body for name, (body, _) in MISTAKES.items()}
    out = check("--answers", write(folder, "mistakes.py", starters(bodies)))
    for exercise in EXERCISES:
        name = exercise["name"]
        if name in MISTAKES:
            hint = exercise["mistakes"][MISTAKES[name][1]]["hint"]
            assert line(out, name) == f"not yet: {hint}", out


UNENDING = "it takes longer than 5 seconds; does a loop never end?"
TOO_LARGE = "it takes more than the 1024 MB of memory that it may"
ENDS = "it ends the program, with exit code {}, and returns nothing"
HOSTILE = {
    "gradient_signs": ("    import sys\n    sys.exit(0)", ENDS.format(0)),
    "leaky_factor": ("    while True:\n        pass", UNENDING),
    "largest_rate": ("    while True:\n        print('flood')", UNENDING),
    "dead_neurons": (
        "    import os\n    os._exit(101)", ENDS.format(101)
    ),
    "mean_squared_error": (
        "    raise ValueError('of my own')",
        "it raises ValueError: of my own",
    ),
    "batch": ("    x = 1 +\n    return x", "it does not compile"),
    "mend_step": ("    return np.zeros((1 << 28, 1))", TOO_LARGE),
    "shared_weight": (
        "    return 1.0",
        "it returns one value, and should return 2",
    ),
    "tanh_layer": (
        "    return tanh_layer(da1, a1)",
        "it overflows the stack; does a function call itself for ever?",
    ),
    "squared_error": (
        "    import os\n    os.abort()",
        "it aborts the program, and returns nothing",
    ),
    "max_rows": (
        "    return x[0]",
        "dx has the shape [3], and should have [2, 3]",
    ),
    "skip_connection": (
        "    da[:] = 0.0",
        "it returns None; is there no `return`?",
    ),
    "untrained_loss": (
        "    return 'ln K'",
        "the loss is not a number or an array of numbers",
    ),
    "log_softmax": ("    if True: return (z", "it does not compile"),
    "label_smoothing": (
        "    import threading\n"
        "    endless = lambda: [0 for i in iter(int, 1)]\n"
        "    threading.Thread(target=endless).start()\n"
        "    return np.inf",
        None,
    ),
    "softmax_backward": ("    return no_such_name", None),
    "first_steps": ("    return [1.0, 2.0]", None),
    "weight_decay": ("    return 0\nwhile True: pass", UNENDING),
    "layer_norm": ("    return x\nexit(3)", ENDS.format(3)),
}


def an_answer_costs_itself_alone(folder):
    bodies = {name: body for name, (body, _) in HOSTILE.items()}
    bodies["leaky_relu"] = "    return dloss_da * (1.0 if z > 0 else slope)"
    file = write(folder, "hostile.py", starters(bodies))
    out = check("--answers", file)
    for name, (_, hint) in HOSTILE.items():
        if hint is not None and name in NAMES:
            said = line(out, name)
            assert said == f"not yet: {hint}", (name, said, out)
    assert line(out, "leaky_relu") == "solved", out
    assert "the loss is inf, and should be" in out, out
    said = line(out, "softmax_backward")
    assert said == (
        "not yet: it raises NameError: name 'no_such_name' is not defined"
    ), out
    assert 'hostile.py", line' in out and "SyntaxError: " in out, out
    assert out.endswith(f"\n1{SOLVED}"), out
    assert "flood" not in out
    shown = check("--answers", file, "largest_rate")
    assert "\nflood\n" in shown and len(shown) < 40_000


def one_exercise_is_shown_and_reset(folder):
    bodies = {"leaky_relu": "    return 0.0 * z + dloss_da"}
    text = "\ufeff" + starters(bodies).replace("\n", "\r\n")
    file = write(folder, "crlf.py", text)
    out = check("--answers", file, "leaky_relu")
    assert "A case in which it is wrong:\n  dloss_da = " in out, out
    assert check("--answers", file, "--reset", "leaky_relu") == (
        "leaky_relu is the starter again\n"
    )
    with open(file, encoding="utf-8", newline="") as reset:
        assert reset.read() == "\ufeff" + starters().replace("\n", "\r\n")


def unusable_arguments_are_refused_in_one_line(folder):
    mine = write(folder, "mine.py", "# Mine.\n")
    for arguments, complaint in [
        (["nonsense"], "there is no exercise 'nonsense'"),
        (["--nonsense"], "there is no option '--nonsense'"),
        (["--reset", "nonsense"], "there is no exercise 'nonsense'"),
        (["leaky_relu", "--reset"], "write --reset first: --reset leaky"),
        (["leaky_relu", "batch"], "one exercise at a time"),
        (["--reset", "leaky_relu", "batch"], "--reset takes one name"),
        (["--answers"], "--answers takes a file"),
        (["--answers", "no/such/file"], "no/such/file: "),
        (["--answers", mine, "--reset"], "--reset would discard your answers"),
        (["--answers", mine, "--reset", "batch"], f"{mine} has no function"),
    ]:
        said = check(*arguments, code=2)
        assert said.startswith(f"check.py: {complaint}"), said
        assert said.count("\n") == 1, said
    assert mine.read_text(encoding="utf-8") == "# Mine.\n"
    assert "answers.py" in check("--help")


with tempfile.TemporaryDirectory() as folder:
    for test in [
        solutions_pass,
        starters_fail,
        mistakes_get_their_hints,
        an_answer_costs_itself_alone,
        one_exercise_is_shown_and_reset,
        unusable_arguments_are_refused_in_one_line,
    ]:
        test(folder)
        print(f"{test.__name__.replace('_', ' ')}: ok", flush=True)
