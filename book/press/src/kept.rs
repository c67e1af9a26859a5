//! The records of long runs, and what else takes long to compute, kept from one
//! rendering to the next.
//!
//! Nothing is shown on a page but what this very program computes. A record
//! depends on the program and on the run's name, and on nothing else: not on
//! the machine, the clock or a file. So a record that was computed once by an
//! executable is what the same executable would compute again, to the last bit.
//! It is kept with a hash of all bytes of that executable, and any other
//! executable, be it the same source built by another compiler, computes its
//! own. What cannot be read, and what does not print as the very text that was
//! kept, is computed, too. And whether a record was kept or not, no page is
//! rendered before every run has been compared with its pinned record.

use std::env;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::process;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use notebook::{Record, Run, json};

use crate::read_record::read_record;

/// A run that is played sooner is played again: to keep it would save nothing.
const LONG: Duration = Duration::from_millis(100);

/// The hash of this executable's bytes; none where they cannot be read.
static EXECUTABLE: LazyLock<Option<u64>> = LazyLock::new(|| {
    let bytes = fs::read(env::current_exe().ok()?).ok()?;
    Some(hash(&bytes))
});

/// FNV-1a over words of 8 bytes, where the usual one takes a byte at a time: of
/// 40 megabytes, in a program that is not optimised, that takes a moment less.
fn hash(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let mut hash = 0xcbf2_9ce4_8422_2325 ^ bytes.len() as u64;
    let mut take = |word: &[u8; 8]| {
        hash ^= u64::from_le_bytes(*word);
        hash = hash.wrapping_mul(0x0000_0100_0000_01b3);
    };
    words.iter().for_each(&mut take);
    take(&last);
    hash
}

/// What the run reports with its notebook's own values.
pub(crate) fn record(run: &Run) -> Record {
    let kept = Kept::named(&format!("{}.json", run.name));
    let read = || kept.record(run, || *EXECUTABLE);
    read().unwrap_or_else(|| {
        let print = |record: &Record| json(run, &run.settings, record);
        kept.compute(|| run.record(), print)
    })
}

/// What `compute` computes, from nothing but what is in this executable.
pub(crate) fn text(name: &str, compute: impl FnOnce() -> String) -> String {
    let kept = Kept::named(name);
    let read = || kept.read(|| *EXECUTABLE);
    read().unwrap_or_else(|| kept.compute(compute, String::clone))
}

/// A file that is kept: the executable's hash on a line, and then the text.
/// There is one of each name, that of the executable which ran last, so the
/// folder does not grow.
struct Kept(PathBuf);

impl Kept {
    fn named(name: &str) -> Self {
        // The tests are another executable and would drive out the book's.
        let whose = if cfg!(test) { "tests" } else { "book" };
        let folder = crate::root().join("target/press").join(whose);
        Self(folder.join(name))
    }

    /// Computes anew, and keeps what took long.
    fn compute<T>(
        &self,
        compute: impl FnOnce() -> T,
        print: impl FnOnce(&T) -> String,
    ) -> T {
        let start = Instant::now();
        let computed = compute();
        if LONG < start.elapsed()
            && let Some(executable) = *EXECUTABLE
        {
            // What cannot be kept is computed again next time.
            let _ = self.write(&print(&computed), executable);
        }
        computed
    }

    /// The record, if that executable wrote it.
    fn record(
        &self,
        run: &Run,
        executable: impl FnOnce() -> Option<u64>,
    ) -> Option<Record> {
        let text = self.read(executable)?;
        let record = read_record(&text)?;
        (json(run, &run.settings, &record) == text).then_some(record)
    }

    /// The text, if that executable wrote it.
    fn read(&self, executable: impl FnOnce() -> Option<u64>) -> Option<String> {
        let text = fs::read_to_string(&self.0).ok()?;
        let (hash, text) = text.split_once('\n')?;
        (hash == format!("{:016x}", executable()?)).then(|| text.to_owned())
    }

    /// Writes a draft and puts it in its place in one step, so that nobody
    /// reads half a text.
    fn write(&self, text: &str, executable: u64) -> io::Result<()> {
        if let Some(folder) = self.0.parent() {
            fs::create_dir_all(folder)?;
        }
        let draft = self.0.with_extension(format!("{}.draft", process::id()));
        fs::write(&draft, format!("{executable:016x}\n{text}"))
            .and_then(|()| fs::rename(&draft, &self.0))
            .inspect_err(|_| drop(fs::remove_file(&draft)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run() -> &'static Run {
        chapter_01::CHAPTER.run("chain-rule").expect("the run")
    }

    fn printed(record: &Record) -> String {
        json(run(), &run().settings, record)
    }

    struct Folder(PathBuf);

    impl Folder {
        fn fresh(name: &str) -> Self {
            let name = format!("press.{}.{name}", process::id());
            Self(env::temp_dir().join(name))
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_record_is_kept_for_the_executable_that_wrote_it() {
        let folder = Folder::fresh("kept");
        let kept = Kept(folder.0.join("a-run.json"));
        assert!(kept.record(run(), || Some(1)).is_none(), "nothing is kept");
        let record = run().record();
        kept.write(&printed(&record), 1).expect("written");
        let read = kept.record(run(), || Some(1)).expect("it is kept");
        assert_eq!(read.events(), record.events());
        assert!(kept.record(run(), || Some(2)).is_none(), "of another program");
        assert!(kept.record(run(), || None).is_none(), "of an unknown one");
        kept.write(&printed(&record), 2).expect("written");
        assert!(kept.record(run(), || Some(1)).is_none(), "driven out");
        assert!(kept.record(run(), || Some(2)).is_some());
        let files = fs::read_dir(&folder.0).expect("the folder").count();
        assert_eq!(files, 1, "neither a draft nor an old record stays");
    }

    #[test]
    fn a_file_that_was_changed_is_not_read() {
        let folder = Folder::fresh("changed");
        let kept = Kept(folder.0.join("a-run.json"));
        kept.write(&printed(&run().record()), 1).expect("written");
        let text = fs::read_to_string(&kept.0).expect("the file");
        let half = &text[..text.len() / 2];
        let digit = text.replacen("\"value\": 36.0", "\"value\": 36.1", 1);
        let setting = text.replacen("0.001", "0.002", 1);
        for changed in ["", "\n", half, &digit, &setting] {
            assert_ne!(changed, text);
            fs::write(&kept.0, changed).expect("written");
            assert!(kept.record(run(), || Some(1)).is_none(), "{changed}");
        }
        fs::write(&kept.0, text).expect("written");
        assert!(kept.record(run(), || Some(1)).is_some());
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_an_error_and_no_panic() {
        let folder = Folder::fresh("file");
        fs::write(&folder.0, "a file").expect("written");
        let kept = Kept(folder.0.join("a-run.json"));
        assert!(kept.write(&printed(&run().record()), 1).is_err());
        fs::remove_file(&folder.0).expect("removed");
    }

    #[test]
    fn this_executable_has_a_hash() {
        assert!(EXECUTABLE.is_some());
    }
}
