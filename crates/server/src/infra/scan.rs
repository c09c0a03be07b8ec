//! A look for viruses at what people upload. The default looks at nothing and says so: photos are re-encoded anyway, which
//! leaves nothing of a disguised program; PDF files, which only staff may send, are stored as they are. A site that wants
//! them looked at runs clamd and names it.

use std::fmt::Debug;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Longest look at one file.
const PATIENCE: Duration = Duration::from_secs(30);

/// Bytes in one piece of the stream to clamd.
const PIECE: usize = 64 * 1024;

/// What a look found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nobody looks here.
    NotLooked,
    /// Nothing found.
    Clean,
    /// Something found.
    Infected,
}

/// What a look gives; an error when the scanner could not be asked.
pub type Looking<'a> = Pin<Box<dyn Future<Output = std::io::Result<Verdict>> + Send + 'a>>;

/// Looks for viruses.
pub trait Scan: Debug + Send + Sync {
    /// At the bytes as they came.
    fn look(&self, bytes: Bytes) -> Looking<'_>;
}

/// The scanner that the configuration names: none, or `clamd:<host>:<port>`.
pub fn of(setting: &str) -> Arc<dyn Scan> {
    match setting.strip_prefix("clamd:") {
        Some(address) => Arc::new(Clamd { address: address.to_owned() }),
        None => Arc::new(Nobody),
    }
}

/// Looks at nothing.
#[derive(Debug)]
struct Nobody;

impl Scan for Nobody {
    fn look(&self, _: Bytes) -> Looking<'_> {
        Box::pin(async { Ok(Verdict::NotLooked) })
    }
}

/// The daemon of ClamAV, asked by its INSTREAM command.
#[derive(Debug)]
struct Clamd {
    address: String,
}

impl Scan for Clamd {
    fn look(&self, bytes: Bytes) -> Looking<'_> {
        Box::pin(async move {
            let late = || std::io::Error::from(std::io::ErrorKind::TimedOut);
            tokio::time::timeout(PATIENCE, self.ask(&bytes)).await.map_err(|_| late())?
        })
    }
}

impl Clamd {
    async fn ask(&self, bytes: &[u8]) -> std::io::Result<Verdict> {
        let mut stream = TcpStream::connect(&self.address).await?;
        stream.write_all(b"zINSTREAM\0").await?;
        for piece in bytes.chunks(PIECE) {
            let length = u32::try_from(piece.len()).unwrap_or(0);
            stream.write_all(&length.to_be_bytes()).await?;
            stream.write_all(piece).await?;
        }
        stream.write_all(&0_u32.to_be_bytes()).await?;
        let mut answer = Vec::new();
        stream.take(1024).read_to_end(&mut answer).await?;
        let answer = String::from_utf8_lossy(&answer);
        match answer.trim_end_matches(['\0', '\n']) {
            clean if clean.ends_with("OK") => Ok(Verdict::Clean),
            found if found.ends_with("FOUND") => Ok(Verdict::Infected),
            // Its words may hold a file name or a signature: not ours to repeat.
            _ => Err(std::io::Error::other("clamd gave no verdict")),
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    /// A clamd that finds what holds `EICAR`.
    async fn double() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut command = [0; 10];
                stream.read_exact(&mut command).await.unwrap();
                assert_eq!(&command, b"zINSTREAM\0");
                let mut all = Vec::new();
                loop {
                    let length = stream.read_u32().await.unwrap() as usize;
                    if length == 0 {
                        break;
                    }
                    let mut piece = vec![0; length];
                    stream.read_exact(&mut piece).await.unwrap();
                    all.extend(piece);
                }
                let found = all.windows(5).any(|w| w == b"EICAR");
                let answer: &[u8] = if found { b"stream: Eicar FOUND\0" } else { b"stream: OK\0" };
                stream.write_all(answer).await.unwrap();
            }
        });
        format!("clamd:{address}")
    }

    #[tokio::test]
    async fn clamd_is_asked_in_pieces_and_believed() {
        let scan = of(&double().await);
        let mut large = vec![b'x'; 3 * PIECE];
        assert_eq!(scan.look(large.clone().into()).await.unwrap(), Verdict::Clean);
        large.extend(b"EICAR");
        assert_eq!(scan.look(large.into()).await.unwrap(), Verdict::Infected);
    }

    #[tokio::test]
    async fn without_a_scanner_nobody_claims_to_have_looked() {
        assert_eq!(of("").look(Bytes::from_static(b"EICAR")).await.unwrap(), Verdict::NotLooked);
        assert!(
            of("clamd:127.0.0.1:1").look(Bytes::new()).await.is_err(),
            "a scanner out of reach is no verdict"
        );
    }
}
