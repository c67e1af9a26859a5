//! Keeps what takes long to compute from one rendering to the next.
//!
//! A record depends on the program alone, to the last bit: not on the machine,
//! the clock or a file. So a text is used again as long as the executable has
//! not changed. Cached or not, every record is compared with the pinned one
//! before a page is rendered.

use std::hash::{DefaultHasher, Hasher};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs};

use tempfile::NamedTempFile;

/// Computes a text from nothing but what is in this executable, or reads it if
/// the same executable computed it before under that name. A fault is not kept.
pub(crate) fn cached(
    name: &str, compute: impl FnOnce() -> Result<String, String>,
) -> Result<String, String> {
    static FOLDER: LazyLock<io::Result<PathBuf>> = LazyLock::new(folder);
    let Ok(folder) = &*FOLDER else { return compute() };
    // A name may be longer than that of a file, and hold other characters.
    let file = folder.join(hash(name.as_bytes()));
    let compute_and_keep = || {
        let text = compute()?;
        // What cannot be written is computed again next time.
        let _ = keep(&file, folder, &text);
        Ok(text)
    };
    fs::read_to_string(&file).or_else(|_| compute_and_keep())
}

/// Writes a text in one step, so that whoever reads it reads all of it.
fn keep(file: &Path, folder: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut draft = NamedTempFile::new_in(folder)?;
    draft.write_all(text.as_bytes())?;
    draft.persist(file)?;
    Ok(())
}

/// Where this executable keeps its texts. What others of its name kept goes.
fn folder() -> io::Result<PathBuf> {
    let executable = env::current_exe()?;
    let all = executable.with_extension("cache");
    let folder = all.join(hash(&fs::read(&executable)?));
    if all.exists() && !folder.exists() {
        fs::remove_dir_all(&all)?;
    }
    Ok(folder)
}

fn hash(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_computed_once() {
        let folder = folder().expect("a readable executable");
        let _ = fs::remove_file(folder.join(hash(b"test")));
        assert!(cached("test", || Err("a fault".to_owned())).is_err());
        let x = Ok("x".to_owned());
        assert_eq!(cached("test", || x.clone()), x);
        assert_eq!(cached("test", || unreachable!("it is cached")), x);
    }
}
