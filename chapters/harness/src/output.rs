//! A file that a run writes when it has ended.

use std::fmt::Display;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;

/// Puts contents into the file at a path, in place of what is there.
pub type Replace = fn(&Path, &[u8]) -> io::Result<()>;

/// A file to be written. What is at its path stays there until
/// [`Output::write`] has succeeded.
pub(crate) struct Output<'a> {
    /// The path as it was given.
    pub(crate) path: &'a Path,
    /// The file that it leads to, whose contents are replaced.
    file: PathBuf,
    /// A terminal, a pipe or another device, which cannot be replaced. It is
    /// opened once: opening a pipe again would wait for a second reader.
    device: Option<File>,
}

impl<'a> Output<'a> {
    /// Makes sure that a file can be written at `path`, or says in a sentence
    /// why it cannot.
    pub(crate) fn new(path: &'a Path) -> Result<Self, String> {
        let target = target(path).map_err(|why| cannot_write(path, &why))?;
        Ok(Self { path, file: target.0, device: target.1 })
    }

    /// Whether it would replace the file at that path.
    pub(crate) fn is_at(&self, path: &Path) -> bool {
        matches!(target(path), Ok((other, None)) if other == self.file)
    }

    /// Replaces the contents of the file. Tells `err` what has been written.
    pub(crate) fn write(
        self, what: &str, contents: &[u8], replace: Replace,
        err: &mut dyn Write,
    ) -> Result<(), String> {
        let written = match self.device {
            Some(mut device) => device.write_all(contents),
            None => replace(&self.file, contents),
        };
        written.map_err(|why| cannot_write(self.path, &why))?;
        let _ = writeln!(err, "wrote the {what} to {}", self.path.display());
        Ok(())
    }
}

pub(crate) fn cannot_write(path: &Path, why: &impl Display) -> String {
    format!("cannot write {}: {why}", path.display())
}

/// The file that a path leads to, and the device if it is one.
fn target(path: &Path) -> io::Result<(PathBuf, Option<File>)> {
    if path.as_os_str().as_encoded_bytes().ends_with(b"/") {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    // A name in /dev may lead to a file, the one that stdout goes to. Replacing
    // it would lose what has been printed.
    if path.starts_with("/dev") {
        let device = File::options().append(true).open(path)?;
        return Ok((path.to_owned(), Some(device)));
    }
    // A link stays a link: the file that it leads to is replaced.
    let path = match fs::canonicalize(path) {
        Ok(path) => {
            let metadata = fs::metadata(&path)?;
            if metadata.is_dir() {
                return Err(io::ErrorKind::IsADirectory.into());
            }
            let file = File::options().append(true).open(&path)?;
            if !metadata.is_file() {
                return Ok((path, Some(file)));
            }
            path
        }
        Err(_) if path.is_symlink() => {
            let target = path.with_file_name("").join(fs::read_link(path)?);
            if target.is_symlink() {
                return Err(io::Error::other("a link that leads nowhere"));
            }
            return self::target(&target);
        }
        Err(_) => {
            let name =
                path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
            let folder = path.parent().filter(|f| !f.as_os_str().is_empty());
            let folder = folder.unwrap_or(Path::new("."));
            fs::canonicalize(folder)?.join(name)
        }
    };
    let folder = path.parent().ok_or(io::ErrorKind::InvalidFilename)?;
    try_to_create_in(folder)?;
    Ok((path, None))
}

/// Creates a file, which a run that is interrupted must not leave behind.
fn try_to_create_in(folder: &Path) -> io::Result<()> {
    let draft = folder.join(format!(".{}.draft", process::id()));
    match File::create_new(&draft) {
        Ok(_) => fs::remove_file(draft),
        // Another thread of this process is trying the same.
        Err(why) if why.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(why) => Err(why),
    }
}

#[cfg(test)]
mod tests {
    use tempfile::tempdir;

    use super::*;

    fn write(path: &Path, contents: &str) -> Result<(), String> {
        let replace: Replace = |path, contents| fs::write(path, contents);
        let (contents, err) = (contents.as_bytes(), &mut io::sink());
        Output::new(path)?.write("x", contents, replace, err)
    }

    #[test]
    fn nothing_is_left_of_an_output_that_is_not_written() {
        let folder = tempdir().expect("a folder");
        drop(Output::new(&folder.path().join("file")).expect("it can be"));
        let files = fs::read_dir(folder.path()).expect("a folder");
        assert_eq!(files.count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        use std::os::unix::fs::symlink;
        let folder = tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        symlink("file", at("link")).expect("a link");
        for contents in ["first", "second"] {
            write(&at("link"), contents).expect("written");
            let file = fs::read_to_string(at("file")).expect("a file");
            assert_eq!(file, contents);
            assert!(at("link").is_symlink());
        }
        symlink("other", at("one")).expect("a link");
        symlink("one", at("other")).expect("a link");
        assert!(write(&at("one"), "x").is_err(), "links in a circle");
    }

    #[test]
    fn a_file_is_the_same_however_its_path_is_written() {
        let folder = tempdir().expect("a folder");
        fs::create_dir(folder.path().join("inner")).expect("a folder");
        let is_same = |one: &str, other: &str| {
            let [one, other] = [one, other].map(|p| folder.path().join(p));
            Output::new(&one).expect("it can be written").is_at(&other)
        };
        assert!(is_same("file", "inner/../file"));
        assert!(!is_same("file", "inner/file"));
        assert!(!is_same("file", "other"));
    }
}
