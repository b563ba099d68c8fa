//! A mail server that does what a test tells it to, one conversation after the other.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What the server does in one conversation.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    /// Takes the mail.
    Take,
    /// Refuses the recipient with these words.
    Refuse(&'static str),
    /// Hangs up in the middle of the text.
    HangUpInData,
    /// Takes the mail and hangs up before it says so.
    HangUpAfterData,
    /// Says nothing at all.
    Silence,
}

/// A mail as it came over the wire.
#[derive(Clone, Debug)]
pub struct Received {
    pub from: String,
    pub to: String,
    /// Headers, an empty line, and the text as it was encoded.
    pub data: String,
}

impl Received {
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.data.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
        let value = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_owned));
        value.map(|value| value.trim_end().to_owned())
    }

    /// The text, read as the customer's program reads it.
    pub fn text(&self) -> String {
        assert_eq!(self.header("Content-Transfer-Encoding").as_deref(), Some("quoted-printable"));
        let body = self.data.split_once("\r\n\r\n").unwrap().1.replace("=\r\n", "");
        let mut bytes = Vec::new();
        let mut rest = body.as_bytes();
        while let Some((first, after)) = rest.split_first() {
            if *first == b'=' {
                bytes.push(u8::from_str_radix(std::str::from_utf8(&after[..2]).unwrap(), 16).unwrap());
                rest = &after[2..];
            } else {
                bytes.push(*first);
                rest = after;
            }
        }
        String::from_utf8(bytes).unwrap().replace("\r\n", "\n")
    }
}

#[derive(Default)]
struct Shared {
    script: Mutex<VecDeque<Act>>,
    received: Mutex<Vec<Received>>,
    conversations: Mutex<usize>,
    silent: Mutex<Vec<TcpStream>>,
}

/// The server. It ends with the test.
pub struct SmtpServer {
    pub url: String,
    shared: Arc<Shared>,
}

impl SmtpServer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let shared = Arc::new(Shared::default());
        let of_listener = Arc::clone(&shared);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, Arc::clone(&of_listener)));
            }
        });
        SmtpServer { url, shared }
    }

    /// The address of a server that is down.
    pub async fn down() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        format!("smtp://{}", listener.local_addr().unwrap())
    }

    /// What to do in the next conversations; after them it takes what comes.
    pub fn will(&self, acts: &[Act]) {
        self.shared.script.lock().unwrap().extend(acts);
    }

    pub fn received(&self) -> Vec<Received> {
        self.shared.received.lock().unwrap().clone()
    }

    pub fn conversations(&self) -> usize {
        *self.shared.conversations.lock().unwrap()
    }
}

async fn converse(stream: TcpStream, shared: Arc<Shared>) {
    *shared.conversations.lock().unwrap() += 1;
    let act = shared.script.lock().unwrap().pop_front().unwrap_or(Act::Take);
    if matches!(act, Act::Silence) {
        shared.silent.lock().unwrap().push(stream);
        return;
    }
    // Whoever hangs up first ends the conversation; the client sees it as what it is.
    let _ = talk(stream, act, &shared).await;
}

async fn talk(stream: TcpStream, act: Act, shared: &Shared) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let (mut from, mut to) = (String::new(), String::new());
    write.write_all(b"220 test\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let answer = match line.split_once(':') {
            Some(("MAIL FROM", path)) => {
                path.trim().clone_into(&mut from);
                "250 ok\r\n".to_owned()
            }
            Some(("RCPT TO", path)) => {
                path.trim().clone_into(&mut to);
                if let Act::Refuse(words) = act { format!("{words}\r\n") } else { "250 ok\r\n".to_owned() }
            }
            _ if line == "DATA" => {
                write.write_all(b"354 go on\r\n").await?;
                let mut data = String::new();
                while let Some(line) = lines.next_line().await? {
                    if line == "." {
                        break;
                    }
                    data += line.strip_prefix('.').unwrap_or(&line);
                    data += "\r\n";
                    if matches!(act, Act::HangUpInData) {
                        return Ok(());
                    }
                }
                shared.received.lock().unwrap().push(Received { from: from.clone(), to: to.clone(), data });
                if matches!(act, Act::HangUpAfterData) {
                    return Ok(());
                }
                "250 taken\r\n".to_owned()
            }
            _ if line == "QUIT" => {
                write.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => "250 ok\r\n".to_owned(),
        };
        write.write_all(answer.as_bytes()).await?;
    }
    Ok(())
}
