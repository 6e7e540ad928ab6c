//! Pictures over HTTP: what is kept, what is refused, and that nothing of the refused is kept.

use axum::response::Response;
use image::{DynamicImage, ImageFormat, RgbImage};
use parcours_storage::{sql, values};

use super::*;
use crate::picture::MAX_BYTES;
use crate::picture::tests::encoded;

impl Client {
    async fn send(&self, kind: &str, bytes: Vec<u8>) -> Response {
        let request = Request::post("/api/v1/pictures")
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(bytes))
            .unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }

    async fn kept(&self) -> i64 {
        #[derive(sql::Row)]
        struct Row {
            number: i64,
        }
        let sql = "SELECT count(*) AS number FROM pictures";
        let row: Option<Row> =
            sql::one(self._database.database().read(), sql, values![]).await.unwrap();
        row.unwrap().number
    }
}

async fn read(response: Response) -> Value {
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    serde_json::from_slice(&body).unwrap()
}

fn red() -> Vec<u8> {
    let red = RgbImage::from_pixel(40, 20, image::Rgb([200, 30, 30]));
    encoded(&DynamicImage::from(red), ImageFormat::Png)
}

#[tokio::test]
async fn a_picture_is_kept_once_and_shown() {
    let client = Client::editor().await;
    let first = client.send("image/png", red()).await;
    assert_eq!(first.status(), StatusCode::CREATED);
    let first = read(first).await;
    assert_eq!((&first["width"], &first["height"]), (&json!(40), &json!(20)));
    let again = read(client.send("image/png", red()).await).await;
    assert_eq!(again["address"], first["address"]);
    assert_eq!(client.kept().await, 1);

    let request = Request::get(first["address"].as_str().unwrap()).body(Body::empty()).unwrap();
    let shown = client.router.clone().oneshot(request).await.unwrap();
    let header = |name: header::HeaderName| shown.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header(header::CONTENT_TYPE), "image/jpeg");
    assert_eq!(header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert!(header(header::CACHE_CONTROL).contains("immutable"));
    assert!(header(header::CACHE_CONTROL).starts_with("private"));
    let bytes = to_bytes(shown.into_body(), usize::MAX).await.unwrap();
    assert_eq!(image::load_from_memory(&bytes).unwrap().width(), 40);

    // A touchpoint may show it.
    let journey = client.done("POST", "/journeys", json!({ "name": "Achat" }), 201).await;
    let path = format!("/stages/{}/touchpoints", id(&journey["stages"][0]));
    let new = json!({
        "name": "A",
        "content": { "pictures": [{ "address": first["address"], "alt": "Rouge" }] },
    });
    let touchpoint = client.done("POST", &path, new, 201).await;
    assert_eq!(touchpoint["pictures"][0]["address"], first["address"]);
}

#[tokio::test]
async fn what_is_refused_is_not_kept() {
    let client = Client::editor().await;
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec();
    let half = red()[..60].to_vec();
    for (kind, bytes, status, code) in [
        ("image/png", b"no picture at all".to_vec(), 422, "not_an_image"),
        ("image/svg+xml", svg, 422, "not_an_image"),
        ("image/png", half, 422, "not_an_image"),
        ("text/plain", red(), 422, "not_an_image"),
        ("image/png", vec![0; MAX_BYTES + 1], 413, "picture_too_large"),
        ("image/jpeg", vec![0xFF; 50 << 20], 413, "picture_too_large"),
    ] {
        let response = client.send(kind, bytes).await;
        assert_eq!(response.status().as_u16(), status, "{kind}");
        assert_eq!(read(response).await["code"], code);
    }
    assert_eq!(client.kept().await, 0);
}

#[tokio::test]
async fn a_viewer_sees_pictures_and_adds_none() {
    let viewer = Client::new(Some(testing::caller(Role::Viewer))).await;
    assert_eq!(viewer.send("image/png", red()).await.status(), StatusCode::FORBIDDEN);
    let nobody = Client::new(None).await;
    assert_eq!(nobody.send("image/png", red()).await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!((viewer.kept().await, nobody.kept().await), (0, 0));
}
