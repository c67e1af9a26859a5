//! Keeps what takes long to compute from one rendering to the next.
//!
//! A record depends on the program alone, to the last bit: not on the machine,
//! the clock or a file. So a text is used again as long as the executable has
//! not changed. Cached or not, every record is compared with the pinned one
//! before a page is rendered.

use std::hash::{DefaultHasher, Hasher};
use std::path::PathBuf;
use std::sync::LazyLock;
use std::{env, fs, io};

/// Computes a text from nothing but what is in this executable, or reads it if
/// the same executable computed it before under that name. A fault is not kept.
pub(crate) fn cached(
    name: &str, compute: impl FnOnce() -> Result<String, String>,
) -> Result<String, String> {
    static FOLDER: LazyLock<io::Result<PathBuf>> = LazyLock::new(folder);
    let Ok(folder) = &*FOLDER else { return compute() };
    let compute_and_keep = || {
        let text = compute()?;
        // What cannot be written is computed again next time.
        let _ = cacache::write_sync(folder, name, &text);
        Ok(text)
    };
    let kept = cacache::read_sync(folder, name).ok();
    let kept = kept.and_then(|bytes| String::from_utf8(bytes).ok());
    kept.map_or_else(compute_and_keep, Ok)
}

/// Where this executable keeps its texts. What others of its name kept goes.
fn folder() -> io::Result<PathBuf> {
    let executable = env::current_exe()?;
    let mut hasher = DefaultHasher::new();
    hasher.write(&fs::read(&executable)?);
    let all = executable.with_extension("cache");
    let folder = all.join(format!("{:016x}", hasher.finish()));
    if all.exists() && !folder.exists() {
        fs::remove_dir_all(&all)?;
    }
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_computed_once() {
        let folder = folder().expect("a readable executable");
        let _ = cacache::remove_sync(&folder, "test");
        assert!(cached("test", || Err("a fault".to_owned())).is_err());
        let x = Ok("x".to_owned());
        assert_eq!(cached("test", || x.clone()), x);
        assert_eq!(cached("test", || unreachable!("it is cached")), x);
    }

    #[test]
    fn a_text_that_was_changed_is_computed_again() {
        let folder = folder().expect("a readable executable");
        let loss = Ok("36.0".to_owned());
        assert_eq!(cached("changed", || loss.clone()), loss);
        let entry = cacache::metadata_sync(&folder, "changed").unwrap();
        let kept = entry.expect("an entry").integrity;
        let hex = kept.to_hex().1;
        let (one, two) = (&hex[..2], &hex[2..4]);
        let file = folder.join("content-v2").join("sha256").join(one).join(two);
        fs::write(file.join(&hex[4..]), "35.0").unwrap();
        assert_eq!(cached("changed", || loss.clone()), loss);
    }
}
