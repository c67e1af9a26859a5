//! A file that is written whole or not at all.

use std::fmt::Display;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file to be written. What is at its path stays there until
/// [`Output::write`] has succeeded.
pub(crate) struct Output<'a> {
    /// The path as it was given.
    pub(crate) path: &'a Path,
    /// The file that it leads to, which is replaced in one step.
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

    /// Writes the contents beside the file, and then moves them into its place
    /// in one step. Tells `err` what has been written.
    pub(crate) fn write(
        self, what: &str, contents: &[u8], err: &mut dyn Write,
    ) -> Result<(), String> {
        let written = match self.device {
            Some(mut device) => device.write_all(contents),
            None => beside(&self.file).and_then(|mut file| {
                file.write_all(contents)?;
                file.as_file().sync_all()?;
                file.persist(self.file)?;
                Ok(())
            }),
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
    // Tried here, and made again when it is needed: a run that is interrupted
    // leaves no file behind.
    drop(beside(&path)?);
    Ok((path, None))
}

/// A temporary file in the same folder, with the permissions of the file that
/// it is to replace, or else those of any new file.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidFilename)?;
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    // The name of the temporary file would only puzzle.
    let file = builder.tempfile_in(folder).map_err(|e| e.kind())?;
    if let Ok(there) = fs::metadata(path) {
        file.as_file().set_permissions(there.permissions())?;
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use tempfile::tempdir;

    use super::*;

    fn write(path: &Path, contents: &str) -> Result<(), String> {
        Output::new(path)?.write("x", contents.as_bytes(), &mut io::sink())
    }

    #[test]
    fn a_write_that_fails_leaves_the_old_contents() {
        let folder = tempdir().expect("a folder");
        let path = folder.path().join("file");
        fs::write(&path, "old").expect("a file");
        let output = Output::new(&path).expect("it can be written");
        // The folder is gone before the file is written.
        let moved = folder.path().with_extension("moved");
        fs::rename(folder.path(), &moved).expect("moved");
        assert!(output.write("x", b"new", &mut io::sink()).is_err());
        let contents = fs::read_to_string(moved.join("file"));
        assert_eq!(contents.expect("a file"), "old");
        fs::rename(&moved, folder.path()).expect("moved back");
    }

    #[test]
    fn nothing_is_left_of_an_output_that_is_not_written() {
        let folder = tempdir().expect("a folder");
        drop(Output::new(&folder.path().join("file")).expect("it can be"));
        let files = fs::read_dir(folder.path()).expect("a folder");
        assert_eq!(files.count(), 0);
    }

    #[test]
    fn what_is_written_at_once_is_whole() {
        let folder = tempdir().expect("a folder");
        let path = folder.path().join("file");
        let contents = |i: usize| i.to_string().repeat(100_000 + i);
        std::thread::scope(|scope| {
            for i in 0..8 {
                let path = &path;
                scope
                    .spawn(move || write(path, &contents(i)).expect("written"));
            }
        });
        let found = fs::read_to_string(&path).expect("a file");
        assert!((0..8).any(|i| found == contents(i)), "two files in one");
        let files = fs::read_dir(folder.path()).expect("a folder");
        assert_eq!(files.count(), 1, "no draft is left");
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

    #[cfg(unix)]
    #[test]
    fn permissions_stay_and_those_of_a_new_file_are_the_usual_ones() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let mode = |path: &Path| {
            fs::metadata(path).expect("a file").permissions().mode() & 0o777
        };
        fs::write(at("usual"), "").expect("a file");
        write(&at("new"), "x").expect("written");
        assert_eq!(mode(&at("new")), mode(&at("usual")));
        let secret = fs::Permissions::from_mode(0o600);
        fs::set_permissions(at("new"), secret).expect("set");
        write(&at("new"), "y").expect("written");
        assert_eq!(mode(&at("new")), 0o600);
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
