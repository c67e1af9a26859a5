//! A file that appears whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;

/// A file that is to be written. Until [`NewFile::write`] has succeeded, what
/// stands at its path stays as it is.
pub(crate) struct NewFile {
    path: PathBuf,
    /// The neighbour that takes the contents first; none where the path names
    /// something that cannot be replaced, a terminal or a pipe.
    draft: Option<PathBuf>,
}

impl NewFile {
    /// Makes sure that a file can be written at `path`.
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        // Through a link, the file that it points to is written.
        let path = fs::canonicalize(path).unwrap_or_else(|_| followed(path));
        match fs::metadata(&path) {
            Ok(there) if there.is_dir() => {
                return Err(io::Error::from(io::ErrorKind::IsADirectory));
            }
            Ok(there) if !there.is_file() => {
                File::options().write(true).open(&path)?;
                return Ok(Self { path, draft: None });
            }
            // A file that may not be written is not to be replaced either.
            Ok(_) => drop(File::options().append(true).open(&path)?),
            Err(_) => {}
        }
        let mut name =
            path.file_name().ok_or(io::ErrorKind::InvalidFilename)?.to_owned();
        name.push(format!(".{}.draft", process::id()));
        let draft = path.with_file_name(name);
        File::create_new(&draft)?;
        Ok(Self { path, draft: Some(draft) })
    }

    /// Writes the contents, and then puts them in their place in one step.
    pub(crate) fn write(mut self, contents: &str) -> io::Result<()> {
        let Some(draft) = &self.draft else {
            let mut file = File::options().write(true).open(&self.path)?;
            return file.write_all(contents.as_bytes());
        };
        let mut file = File::options().write(true).open(draft)?;
        file.write_all(contents.as_bytes())?;
        if let Ok(there) = fs::metadata(&self.path) {
            file.set_permissions(there.permissions())?;
        }
        file.sync_all()?;
        fs::rename(draft, &self.path)?;
        self.draft = None;
        Ok(())
    }
}

/// What a link points to, where there is no file yet; else the path itself.
fn followed(path: &Path) -> PathBuf {
    match fs::read_link(path) {
        Ok(target) => path.parent().unwrap_or(path).join(target),
        Err(_) => path.to_owned(),
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if let Some(draft) = &self.draft {
            // Nobody is left to be told; the draft's name says what it is.
            let _ = fs::remove_file(draft);
        }
    }
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
        // The draft goes before it is written.
        fs::remove_file(new.draft.as_ref().expect("a draft")).expect("gone");
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
        fs::remove_dir_all(folder).expect("gone");
    }
}
