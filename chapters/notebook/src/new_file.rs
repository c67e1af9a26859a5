//! A file that appears whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;

/// A file that is to be written. Until [`NewFile::write`] has succeeded, what
/// stands at its path stays as it is.
pub(crate) struct NewFile(Kind);

enum Kind {
    /// A file that is replaced in one step.
    File(PathBuf),
    /// Something that cannot be replaced, a terminal or a pipe. It is opened
    /// once: to open a pipe twice would wait for a second reader.
    Device(File),
}

impl NewFile {
    /// Makes sure that a file can be written at `path`.
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        if path.as_os_str().as_encoded_bytes().ends_with(b"/") {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        // Behind a name in /dev may stand a file, the one that stdout goes to.
        // Replaced, it would lose what has been printed.
        if path.starts_with("/dev") {
            let device = File::options().append(true).open(path)?;
            return Ok(Self(Kind::Device(device)));
        }
        let path = followed(path)?;
        match fs::metadata(&path) {
            Ok(there) if there.is_dir() => {
                return Err(io::ErrorKind::IsADirectory.into());
            }
            Ok(there) if !there.is_file() => {
                let device = File::options().write(true).open(&path)?;
                return Ok(Self(Kind::Device(device)));
            }
            // A file that may not be written is not to be replaced either.
            Ok(_) => drop(File::options().append(true).open(&path)?),
            Err(_) => {}
        }
        // The draft is tried here, and made when it is needed: a run that is
        // broken off leaves none behind.
        drop(Draft::beside(&path)?);
        Ok(Self(Kind::File(in_full(&path)?)))
    }

    /// Whether this is the file that the other one is, too, so that one would
    /// replace the other.
    pub(crate) fn is_also(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Kind::File(path), Kind::File(other)) => path == other,
            _ => false,
        }
    }

    /// Writes the contents, and then puts them in their place in one step.
    pub(crate) fn write(self, contents: &str) -> io::Result<()> {
        match self.0 {
            Kind::Device(mut device) => device.write_all(contents.as_bytes()),
            Kind::File(path) => {
                let mut draft = Draft::beside(&path)?;
                draft.file.write_all(contents.as_bytes())?;
                if let Ok(there) = fs::metadata(&path) {
                    draft.file.set_permissions(there.permissions())?;
                }
                draft.file.sync_all()?;
                fs::rename(&draft.path, &path)
            }
        }
    }
}

/// The neighbour that takes the contents first.
struct Draft {
    path: PathBuf,
    file: File,
}

impl Draft {
    fn beside(path: &Path) -> io::Result<Self> {
        let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
        let mut name = name.to_owned();
        name.push(format!(".{}.draft", process::id()));
        let path = path.with_file_name(name);
        let file = File::create_new(&path)?;
        Ok(Self { path, file })
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Once it is in its place, there is no draft to remove.
        let _ = fs::remove_file(&self.path);
    }
}

/// The file that a path names, behind all links; it need not be there.
fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    // As many links as Linux follows.
    for _ in 0..40 {
        match fs::read_link(&path) {
            Ok(target) => path = path.with_file_name("").join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("too many links"))
}

/// The path by which its folder is known, however it was written.
fn in_full(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    Ok(fs::canonicalize(folder)?.join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh_folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir()
            .join(format!("new_file.{}.{name}", process::id()));
        fs::create_dir_all(&folder).expect("a folder for temporary files");
        folder
    }

    #[test]
    fn a_write_that_fails_leaves_the_old_contents() {
        let folder = fresh_folder("fails");
        let path = folder.join("file");
        fs::write(&path, "old").expect("a file");
        let new = NewFile::create(&path).expect("it can be written");
        // A folder takes the draft's place before it is written.
        let in_the_way = format!("file.{}.draft", process::id());
        fs::create_dir(folder.join(in_the_way)).expect("a folder");
        assert!(new.write("new").is_err());
        assert_eq!(fs::read_to_string(&path).expect("a file"), "old");
        fs::remove_dir_all(folder).expect("gone");
    }

    #[test]
    fn what_is_not_written_leaves_no_draft() {
        let folder = fresh_folder("dropped");
        drop(NewFile::create(&folder.join("file")).expect("it can be"));
        assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 0);
        fs::remove_dir_all(folder).expect("gone");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = fresh_folder("link");
        let (link, file) = (folder.join("link"), folder.join("file"));
        std::os::unix::fs::symlink("file", &link).expect("a link");
        for contents in ["first", "second"] {
            let new = NewFile::create(&link).expect("it can be written");
            new.write(contents).expect("written");
            assert_eq!(fs::read_to_string(&file).expect("a file"), contents);
            assert!(link.is_symlink());
        }
        let (one, other) = (folder.join("one"), folder.join("other"));
        std::os::unix::fs::symlink("other", &one).expect("a link");
        std::os::unix::fs::symlink("one", &other).expect("a link");
        assert!(NewFile::create(&one).is_err(), "links in a circle");
        fs::remove_dir_all(folder).expect("gone");
    }

    #[test]
    fn a_file_is_the_same_however_its_path_is_written() {
        let folder = fresh_folder("same");
        fs::create_dir(folder.join("inner")).expect("a folder");
        let new = |path: &str| {
            NewFile::create(&folder.join(path)).expect("it can be written")
        };
        assert!(new("file").is_also(&new("inner/../file")));
        assert!(!new("file").is_also(&new("inner/file")));
        assert!(!new("file").is_also(&new("other")));
        fs::remove_dir_all(&folder).expect("gone");
    }
}
