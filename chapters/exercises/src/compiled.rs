//! Compiles the reader's answers. One that does not compile costs no other: its
//! starter takes its place.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

use crate::starters::declares;
use crate::{EXERCISES, Exercise};

/// The answers, as they were compiled.
#[derive(Debug)]
pub struct Compiled {
    /// The program that judges one of them.
    pub judge: PathBuf,
    /// What the compiler says about those that do not compile, by exercise.
    pub errors: BTreeMap<&'static str, String>,
}

/// The lines of an exercise: its function, the comment above it, and all up to
/// the next one.
type Part = (&'static str, Range<usize>);

/// Compiles a text with answers. `krate` is the folder of this crate, `target`
/// that in which cargo builds. The compiler's messages call the text `file`.
///
/// # Errors
///
/// When no exercise is to blame: what the compiler says, or cargo.
pub fn compiled(
    answers: &str, file: &str, krate: &Path, target: &Path,
) -> Result<Compiled, String> {
    let folder = target.join("exercises");
    let copy = folder.join("answers.rs");
    let about = |error| format!("{}: {error}", copy.display());
    fs::create_dir_all(&folder).map_err(about)?;
    let mut lines: Vec<_> = answers.lines().map(includable).collect();
    let mut errors = BTreeMap::new();
    loop {
        let text = lines.join("\n") + "\n";
        // cargo compiles again what was written again.
        if fs::read_to_string(&copy).ok().as_ref() != Some(&text) {
            fs::write(&copy, text).map_err(about)?;
        }
        let messages = match build(&copy, krate, target)? {
            Ok(judge) => return Ok(Compiled { judge, errors }),
            Err(messages) => messages,
        };
        let parts = parts(&lines);
        let (mut all, mut found) = (String::new(), BTreeMap::new());
        for message in messages {
            let text = message["rendered"].as_str().unwrap_or_default();
            let text = text.replace(&*copy.to_string_lossy(), file);
            all += &text;
            let mut owners = owners(&message, &copy, &parts).into_iter();
            if let Some(name) = owners.find(|name| !errors.contains_key(name)) {
                *found.entry(name).or_insert_with(String::new) += &text;
            }
        }
        if found.is_empty() {
            return Err(all);
        }
        for exercise in EXERCISES {
            if found.contains_key(exercise.name) {
                mend(&mut lines, &parts, exercise);
            }
        }
        errors.append(&mut found);
    }
}

/// A line as it can stand in a file that another includes: attributes and
/// documentation of the whole file cannot.
fn includable(line: &str) -> String {
    let line = line.trim_start_matches('\u{feff}');
    let is_of_file = line.starts_with("//!") || line.starts_with("#![");
    format!("{}{line}", if is_of_file { "// " } else { "" })
}

/// The exercises in a text, in its order.
fn parts(lines: &[String]) -> Vec<Part> {
    let starts = EXERCISES.iter().filter_map(|Exercise { name, .. }| {
        let at = lines.iter().position(|line| declares(line, name))?;
        let above = &lines[..at];
        let above = above.iter().rposition(|line| !line.starts_with("///"));
        Some((above.map_or(0, |above| above + 1), *name))
    });
    let mut starts: Vec<_> = starts.collect();
    starts.sort_unstable();
    let ends = starts.iter().skip(1).map(|next| next.0).chain([lines.len()]);
    let ends: Vec<_> = ends.collect();
    let parts = starts.into_iter().zip(ends);
    parts.map(|((start, name), end)| (name, start..end)).collect()
}

/// Puts a starter in the place of an answer, on one line, so that the others
/// keep the numbers of their lines.
fn mend(lines: &mut Vec<String>, parts: &[Part], exercise: &Exercise) {
    let starter = exercise.starter();
    let code = starter.lines().filter(|line| !line.starts_with("///"));
    let code = code.filter_map(|line| line.split(" // ").next());
    let code = code.collect::<Vec<_>>().join(" ");
    match parts.iter().find(|part| part.0 == exercise.name) {
        Some((_, range)) => {
            lines[range.clone()].fill(String::new());
            lines[range.start] = code;
        }
        None => lines.push(code),
    }
}

/// Builds the judge of the answers in the copy. The inner error holds the
/// compiler's messages, the outer one what cargo says where there are none.
fn build(
    copy: &Path, krate: &Path, target: &Path,
) -> Result<Result<PathBuf, Vec<Value>>, String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["build", "--quiet", "--message-format=json"])
        .args(["--package=exercises", "--bin=judge", "--features=answers"])
        .arg("--target-dir")
        .arg(target)
        .env("EXERCISES_ANSWERS", copy)
        .current_dir(krate)
        .output()
        .map_err(|error| format!("cargo cannot be started: {error}"))?;
    let lines = String::from_utf8_lossy(&output.stdout);
    let lines =
        lines.lines().filter_map(|line| serde_json::from_str(line).ok());
    let lines: Vec<Value> = lines.collect();
    if output.status.success() {
        let mut programs =
            lines.iter().filter_map(|l| l["executable"].as_str());
        let judge = programs.next_back().ok_or("cargo names no program")?;
        return Ok(Ok(judge.into()));
    }
    let messages = lines.into_iter().map(|mut line| line["message"].take());
    let is_error = |message: &Value| {
        message["level"] == "error" && message["spans"][0].is_object()
    };
    let messages: Vec<_> = messages.filter(is_error).collect();
    if messages.is_empty() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok(Err(messages))
}

/// The exercises in which an error may lie, the likeliest first.
fn owners(message: &Value, copy: &Path, parts: &[Part]) -> Vec<&'static str> {
    let mut spans: Vec<_> =
        message["spans"].as_array().into_iter().flatten().collect();
    spans.sort_by_key(|span| {
        // A brace that is not closed is noticed at the end of the file.
        let is_open = span["label"] == "unclosed delimiter";
        (!is_open, span["is_primary"] != true)
    });
    let owner = |span: &&Value| {
        let file = Path::new(span["file_name"].as_str()?);
        if file == copy {
            let line = usize::try_from(span["line_start"].as_u64()?).ok()? - 1;
            return Some(parts.iter().find(|part| part.1.contains(&line))?.0);
        }
        // A signature that was changed does not fit the exercise's own file.
        let exercise =
            |e: &&Exercise| file.file_stem().is_some_and(|stem| stem == e.name);
        Some(EXERCISES.iter().find(exercise)?.name)
    };
    spans.iter().filter_map(owner).collect()
}
