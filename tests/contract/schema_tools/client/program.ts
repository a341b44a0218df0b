// A small client on the types generated from the schema: reads, pages and asks, and prints JSON.
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";

import {
  AskDocument,
  InForceDocument,
  KpisDocument,
  TreeDocument,
  type AskMutation,
  type KpisQuery,
  type TreeQuery,
} from "./generated.js";

declare const process: { argv: string[] };
const endpoint = process.argv[2] ?? "";

interface Response<Result> {
  data?: Result | null;
  errors?: { message: string }[];
}

async function call<Result, Variables>(
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const { data, errors } = (await response.json()) as Response<Result>;
  if (!data || errors?.length) throw new Error(errors?.[0]?.message ?? `HTTP ${response.status}`);
  return data;
}

async function kpis(): Promise<{ codes: string[]; total: number }> {
  const codes: string[] = [];
  for (let after: string | null = null; ; ) {
    const { kpis: page }: KpisQuery = await call(KpisDocument, { after });
    codes.push(...page.nodes.map((kpi) => kpi.code));
    if (!page.pageInfo.hasNextPage) return { codes, total: page.totalCount };
    after = page.pageInfo.endCursor ?? null;
  }
}

function goals(tree: TreeQuery): string[] {
  const strategies = tree.planEdition?.nodes ?? [];
  return strategies.flatMap((strategy) => strategy.children.map((goal) => goal.title));
}

function told({ ask }: AskMutation): { status: string; quotes: string[] } {
  if (ask.__typename !== "Answer") throw new Error(`${ask.code}: ${ask.message}`);
  return { status: ask.status, quotes: ask.citations.map((citation) => citation.quote) };
}

const inForce = await call(InForceDocument, {});
const editions = inForce.planEditions.nodes.map(({ code, yearFrom }) => ({ code, yearFrom }));
const result = {
  editions,
  goals: goals(await call(TreeDocument, {})),
  kpis: await kpis(),
  answer: told(await call(AskDocument, {})),
};
console.log(JSON.stringify(result));
