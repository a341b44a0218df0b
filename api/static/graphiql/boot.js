/** GraphiQL on our own endpoint: queries by POST, subscriptions by server-sent events. */

import { readEvents } from "/static/widget/stream.js";

const ENDPOINT = "/graphql";

const PAGE = `# หน้าแรกของบันทึกข้อความ ตามที่ระบบอ่านและจัดดัชนีไว้
query Page {
  document(by: { slug: "memo-2558" }) {
    title
    version(number: 1) {
      page(number: 1) { text }
    }
  }
}
`;

const ASK = `# ถามเป็นภาษาไทย ได้ขั้นตอนทีละขั้นแล้วจึงได้คำตอบพร้อมแหล่งอ้างอิง
subscription Ask {
  answer(input: { question: "หน่วยงานต้องศึกษาเอกสารอะไรบ้าง" }) {
    __typename
    ... on AnswerProgress { step message }
    ... on Answer {
      status
      text
      notices
      citations { number quote page document { title edition } }
    }
    ... on Problem { code message }
  }
}
`;

const { GraphiQL, React, ReactDOM } = window;

// GraphiQL's own documentAST lags behind the editor after a change of tab: read the text sent.
function fetcher(params, { headers = {} } = {}) {
  const { parse, getOperationAST } = GraphiQL.GraphQL;
  const operation = getOperationAST(parse(params.query), params.operationName);
  return operation?.operation === "subscription" ? events(params, headers) : result(params, headers);
}

async function result(params, headers) {
  const response = await post(params, headers, "application/json");
  return response.json();
}

async function* events(params, headers) {
  const response = await post(params, headers, "text/event-stream");
  const type = response.headers.get("content-type") ?? "";
  if (!type.startsWith("text/event-stream")) yield await response.json();
  else yield* results(response.body);
}

async function* results(body) {
  for await (const event of readEvents(body)) {
    if (event?.event === "complete") return;
    if (event?.event === "next") yield JSON.parse(event.data);
  }
}

function post(params, headers, accept) {
  return fetch(ENDPOINT, {
    method: "POST",
    headers: { Accept: accept, "Content-Type": "application/json", ...headers },
    body: JSON.stringify(params),
  });
}

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, { fetcher, defaultTabs: [{ query: PAGE }, { query: ASK }] }),
);
