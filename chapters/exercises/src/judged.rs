//! What becomes of an answer: another process judges it, in bounded time and
//! memory.

use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;
use std::{fs, thread};

use tempfile::NamedTempFile;
use wait_timeout::ChildExt;

use crate::{Compiled, Exercise, Wrong};

/// How much memory an answer may take, in bytes.
pub const MEMORY: usize = 1 << 30;

/// How long an answer may take. Right ones take some milliseconds.
const TIME: Duration = Duration::from_secs(5);

/// How much is kept of what an answer prints, in bytes.
const KEPT: u64 = 1 << 14;

/// The hint for an answer that does not compile.
pub(crate) const UNCOMPILED: &str = "it does not compile";

/// How an answer was judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Whether it is right.
    pub verdict: Result<(), Wrong>,
    /// What the compiler says about it, or the beginning of what it printed.
    pub said: String,
}

impl Compiled {
    /// Lets the judge look at the answer to an exercise.
    ///
    /// # Errors
    ///
    /// When that fails through no fault of the answer.
    pub fn judged(&self, exercise: &Exercise) -> Result<Judged, String> {
        let Some(said) = self.errors.get(exercise.name) else {
            return judged(&self.judge, exercise);
        };
        let wrong = Wrong { hint: UNCOMPILED.into(), given: String::new() };
        Ok(Judged { verdict: Err(wrong), said: said.clone() })
    }
}

fn judged(program: &Path, exercise: &Exercise) -> Result<Judged, String> {
    let about = |error: io::Error| format!("{}: {error}", program.display());
    let folder = program.parent().unwrap_or(program);
    let file = NamedTempFile::new_in(folder).map_err(about)?;
    let mut child = Command::new(program)
        .arg(exercise.name)
        .arg(file.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(about)?;
    let printed =
        (beginning(child.stdout.take()), beginning(child.stderr.take()));
    let status = child.wait_timeout(TIME).map_err(about)?;
    if status.is_none() {
        child.kill().and_then(|()| child.wait()).map_err(about)?;
    }
    // A process that the answer has started may hold on to the pipes.
    let wait = Duration::from_secs(1);
    let [out, err] = [printed.0, printed.1]
        .map(|pipe| pipe.recv_timeout(wait).unwrap_or_default());
    let verdict = fs::read(file.path()).map_err(about)?;
    let verdict = serde_json::from_slice::<Option<[String; 2]>>(&verdict);
    let verdict = match verdict {
        Ok(None) => Ok(()),
        Ok(Some([hint, given])) => Err(Wrong { hint, given }),
        Err(_) if is_ours(status, &err) => return Err(err),
        Err(_) => Err(Wrong { hint: end(status, &err), given: String::new() }),
    };
    Ok(Judged { verdict, said: out + &err })
}

/// Whether the judge has panicked itself. The panics of answers are caught, and
/// nothing is printed of them.
fn is_ours(status: Option<ExitStatus>, err: &str) -> bool {
    let code = status.and_then(|status| status.code());
    code == Some(101) && err.contains("panicked at")
}

/// How an answer ended that did not return.
fn end(status: Option<ExitStatus>, err: &str) -> String {
    let Some(status) = status else {
        let seconds = TIME.as_secs();
        return format!(
            "it takes longer than {seconds} seconds; does a loop never end?"
        );
    };
    if err.contains("has overflowed its stack") {
        "it overflows the stack; does a function call itself for ever?".into()
    } else if err.contains("memory allocation of") {
        let megabytes = MEMORY >> 20;
        format!("it takes more than the {megabytes} MB of memory that it may")
    } else if let Some(code) = status.code() {
        format!(
            "it ends the program, with exit code {code}, and returns nothing"
        )
    } else {
        "it aborts the program, and returns nothing".to_owned()
    }
}

/// Reads a pipe to its end, so that nobody waits to write, and sends what it
/// begins with.
fn beginning(pipe: Option<impl Read + Send + 'static>) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut pipe = pipe.expect("a pipe");
        let mut bytes = Vec::new();
        let _ = pipe.by_ref().take(KEPT).read_to_end(&mut bytes);
        let _ = sender.send(String::from_utf8_lossy(&bytes).into_owned());
        let _ = io::copy(&mut pipe, &mut io::sink());
    });
    receiver
}
