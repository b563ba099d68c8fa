//! A browser without a screen: cookies, links and forms over real HTTP, nothing else.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;

/// One visitor.
#[derive(Clone)]
pub struct Browser {
    server: SocketAddr,
    cookies: BTreeMap<String, String>,
}

/// What came back, after no redirect.
#[derive(Debug)]
pub struct Page {
    pub status: u16,
    pub location: Option<String>,
    pub headers: hyper::HeaderMap,
    pub body: String,
}

impl Browser {
    pub fn new(server: SocketAddr) -> Self {
        Browser { server, cookies: BTreeMap::new() }
    }

    /// Keeps a cookie that no page has set.
    pub fn keep(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Opens a page and follows where it leads.
    pub async fn open(&mut self, path: &str) -> Page {
        let mut page = self.send("GET", path, None).await;
        for _ in 0..5 {
            let Some(location) = page.location.clone() else { return page };
            page = self.send("GET", &location, None).await;
        }
        page
    }

    /// Sends the form of `page` that posts to `action`: its hidden fields, and what is filled in. Does
    /// not follow.
    pub async fn submit(&mut self, page: &Page, action: &str, filled: &[(&str, &str)]) -> Page {
        let mut fields = page.hidden_fields(action);
        fields.extend(filled.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.post(action, &fields).await
    }

    /// Sends the form of `page` that posts to `action` with a file in it.
    pub async fn upload(&mut self, page: &Page, action: &str, filled: &[(&str, &str)], file: &[u8]) -> Page {
        let mut body = Vec::new();
        let mut fields = page.hidden_fields(action);
        fields.extend(filled.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        for (name, value) in fields {
            let part = format!("--part\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        body.extend_from_slice(b"--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n");
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--part--\r\n");
        self.ask("POST", action, "multipart/form-data; boundary=part", body).await.read()
    }

    /// What is not read as text.
    pub async fn bytes(&mut self, path: &str) -> Answer {
        self.ask("GET", path, "application/x-www-form-urlencoded", Vec::new()).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(String, String)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send("POST", path, Some(body)).await
    }

    pub async fn send(&mut self, method: &str, path: &str, form: Option<String>) -> Page {
        let form = form.unwrap_or_default().into_bytes();
        self.ask(method, path, "application/x-www-form-urlencoded", form).await.read()
    }

    async fn ask(&mut self, method: &str, path: &str, media_type: &str, body: Vec<u8>) -> Answer {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder()
            .method(method)
            .uri(path.split('#').next().unwrap())
            .header("host", self.server.to_string())
            .header("accept-language", "fr")
            .header("cookie", cookies.join("; "))
            .header("content-type", media_type)
            .body(Full::new(Bytes::from(body)))
            .unwrap();
        let answer = fetch(self.server, request).await;
        for set in answer.headers.get_all("set-cookie") {
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        answer
    }
}

/// One request over a connection of its own.
pub async fn send(server: SocketAddr, request: Request<Full<Bytes>>) -> Page {
    fetch(server, request).await.read()
}

/// An answer before anybody reads it.
pub struct Answer {
    pub status: u16,
    pub headers: hyper::HeaderMap,
    pub bytes: Bytes,
}

impl Answer {
    fn read(self) -> Page {
        Page {
            status: self.status,
            location: self.headers.get("location").map(|value| value.to_str().unwrap().to_owned()),
            headers: self.headers,
            body: String::from_utf8(self.bytes.to_vec()).unwrap(),
        }
    }
}

async fn fetch(server: SocketAddr, request: Request<Full<Bytes>>) -> Answer {
    let stream = tokio::net::TcpStream::connect(server).await.unwrap();
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    let response = sender.send_request(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    Answer { status: parts.status.as_u16(), headers: parts.headers, bytes }
}

impl Page {
    /// Whether a reader finds these words, however the page writes its spaces and apostrophes.
    pub fn says(&self, words: &str) -> bool {
        let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'");
        plain(&self.body).contains(&plain(words))
    }

    #[track_caller]
    pub fn must_say(&self, words: &str) -> &Self {
        assert!(self.says(words), "{} does not say « {words} »:\n{}", self.status, self.body);
        self
    }

    #[track_caller]
    pub fn must_be(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }

    fn hidden_fields(&self, action: &str) -> Vec<(String, String)> {
        let form = self.body.split("<form").find(|form| form.contains(&format!("action=\"{action}\"")));
        let form = form.unwrap_or_else(|| panic!("no form posts to {action}:\n{}", self.body));
        let form = form.split("</form>").next().unwrap();
        let inputs = form.split("<input").filter(|input| input.contains("type=\"hidden\""));
        inputs.map(|input| (attribute(input, "name"), attribute(input, "value"))).collect()
    }
}

fn attribute(tag: &str, name: &str) -> String {
    let value = tag.split_once(&format!(" {name}=\"")).unwrap().1.split('"').next().unwrap();
    value.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
}
