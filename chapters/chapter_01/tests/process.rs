//! The program as a process: exit codes and closed pipes.

use std::io::Read;
use std::process::{Command, Output, Stdio};

fn chapter() -> Command {
    Command::new(env!("CARGO_BIN_EXE_chapter_01"))
}

fn output(command: &mut Command) -> Output {
    command.output().expect("the chapter starts")
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).expect("text in UTF-8")
}

#[test]
fn exit_codes_distinguish_success_from_bad_input() {
    let good = output(chapter().args(["--run", "chain-rule"]));
    assert_eq!(good.status.code(), Some(0));
    assert!(text(&good.stdout).starts_with("Iteration 1, Loss: 36.0\n"));
    assert_eq!(text(&good.stderr), "");

    let bad = output(chapter().args(["--run", "nonsense"]));
    assert_eq!(bad.status.code(), Some(2));
    assert_eq!(text(&bad.stdout), "");
    assert_eq!(text(&bad.stderr).lines().count(), 1);
}

#[test]
fn without_arguments_a_hint_mentions_the_list() {
    let plain = output(&mut chapter());
    assert_eq!(plain.status.code(), Some(0));
    assert!(text(&plain.stderr).contains("--list"));
}

#[test]
fn a_closed_pipe_ends_the_run_without_an_error() {
    let mut child = chapter()
        .args(["--iterations", "100000"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the chapter starts");
    let mut some = [0; 64];
    let mut stdout = child.stdout.take().expect("a pipe");
    stdout.read_exact(&mut some).expect("the first losses");
    drop(stdout);
    let done = child.wait_with_output().expect("the chapter ends");
    assert_eq!(done.status.code(), Some(0));
    assert!(!text(&done.stderr).contains("panicked"));
    assert!(!text(&done.stderr).contains("rror"));
}

/// As on a full disk: a socket that is connected to none refuses every byte.
#[cfg(unix)]
#[test]
fn an_output_that_cannot_be_written_is_told_in_one_line() {
    use std::os::fd::OwnedFd;
    use std::os::unix::net::UnixDatagram;
    let nowhere = OwnedFd::from(UnixDatagram::unbound().expect("a socket"));
    let done = output(chapter().args(["--run", "chain-rule"]).stdout(nowhere));
    assert_eq!(done.status.code(), Some(2));
    assert!(text(&done.stderr).contains("cannot write the output"));
    assert_eq!(text(&done.stderr).lines().count(), 1);
}

/// A figure may go to a pipe, which must not be replaced by a file.
#[cfg(target_os = "linux")]
#[test]
fn a_pipe_is_written_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("pipe");
    let made = Command::new("mkfifo").arg(&path).status();
    assert!(made.expect("mkfifo starts").success());
    // Opened for both, so that neither the program nor the test waits for the
    // other. The picture fits into the pipe.
    let mut pipe = std::fs::File::options()
        .read(true)
        .write(true)
        .open(&path)
        .expect("a pipe");
    let arguments = ["--picture", "network", "--figure"];
    let done = output(chapter().args(arguments).arg(&path));
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let file = std::fs::metadata(&path).expect("it is still there");
    assert!(file.file_type().is_fifo());
    let mut start = [0; 5];
    pipe.read_exact(&mut start).expect("the picture");
    assert_eq!(text(&start), "<svg ");
}
