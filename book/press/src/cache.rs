//! Keeps what takes long to compute from one rendering to the next.
//!
//! A record depends on the program alone, to the last bit: not on the machine,
//! the clock or a file. So each text is kept with a hash of the executable's
//! bytes and its own, and is used only if both are unchanged. Cached or not,
//! every record is compared with the pinned one before a page is rendered.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::LazyLock;
use std::{env, fs};

use tempfile::NamedTempFile;

/// Computes a text from nothing but what is in this executable, or reads it if
/// the same executable computed it before under that name.
pub(crate) fn cached(name: &str, compute: impl FnOnce() -> String) -> String {
    static CACHE: LazyLock<Option<Cache>> = LazyLock::new(Cache::open);
    let Some(cache) = &*CACHE else { return compute() };
    cache.read(name).unwrap_or_else(|| {
        let text = compute();
        // What cannot be written is computed again next time.
        let _ = cache.write(name, &text);
        text
    })
}

/// A folder with a file for each text, below a line with its hash.
struct Cache {
    folder: PathBuf,
    /// Has hashed the bytes of the executable.
    executable: DefaultHasher,
}

impl Cache {
    /// The cache beside this executable, if the executable can be read.
    fn open() -> Option<Self> {
        let file = env::current_exe().ok()?;
        let mut executable = DefaultHasher::new();
        executable.write(&fs::read(&file).ok()?);
        Some(Self { folder: file.with_extension("cache"), executable })
    }

    fn read(&self, name: &str) -> Option<String> {
        let text = fs::read_to_string(self.folder.join(name)).ok()?;
        let (hash, text) = text.split_once('\n')?;
        (hash == self.hash(text)).then(|| text.to_owned())
    }

    /// Writes a file in one step, so that nobody reads half a text.
    fn write(&self, name: &str, text: &str) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let mut file = NamedTempFile::new_in(&self.folder)?;
        write!(file, "{}\n{text}", self.hash(text))?;
        file.persist(self.folder.join(name))?;
        Ok(())
    }

    fn hash(&self, text: &str) -> String {
        let mut hasher = self.executable.clone();
        text.hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cache(folder: &tempfile::TempDir, executable: &[u8]) -> Cache {
        let mut hasher = DefaultHasher::new();
        hasher.write(executable);
        Cache { folder: folder.path().join("press"), executable: hasher }
    }

    #[test]
    fn a_text_is_kept_for_the_executable_that_wrote_it() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (cache(&folder, b"one"), cache(&folder, b"other"));
        assert_eq!(one.read("a"), None);
        one.write("a", "x\ny\n").unwrap();
        assert_eq!(one.read("a").as_deref(), Some("x\ny\n"));
        assert_eq!(other.read("a"), None);
        other.write("a", "z").unwrap();
        assert_eq!(one.read("a"), None);
        assert_eq!(other.read("a").as_deref(), Some("z"));
        let files = fs::read_dir(&one.folder).unwrap().count();
        assert_eq!(files, 1, "neither a draft nor an old text is left");
    }

    #[test]
    fn a_file_that_was_changed_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let cache = cache(&folder, b"one");
        let file = cache.folder.join("a");
        cache.write("a", "36.0\n").unwrap();
        let written = fs::read_to_string(&file).unwrap();
        for changed in ["", "\n", &written[..20], &written.replace('6', "5")] {
            assert_ne!(changed, written);
            fs::write(&file, changed).unwrap();
            assert_eq!(cache.read("a"), None, "{changed}");
        }
        fs::write(&file, written).unwrap();
        assert_eq!(cache.read("a").as_deref(), Some("36.0\n"));
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let cache = cache(&folder, b"one");
        fs::write(&cache.folder, "a file").unwrap();
        assert!(cache.write("a", "x").is_err());
    }

    #[test]
    fn a_text_is_computed_once() {
        assert_eq!(cached("test", || "x".to_owned()), "x");
        assert_eq!(cached("test", || unreachable!("it is cached")), "x");
    }
}
