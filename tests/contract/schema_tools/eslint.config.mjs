// The rules of `@graphql-eslint` for the schema and for every operation that ships with it.
import graphql from "@graphql-eslint/eslint-plugin";

const schema = "api/schema.graphql";
const DOCUMENTS = "api/documents/*.graphql";
const EXAMPLES = "api/manual/examples/*.graphql";

// Two projects, since an example may bear the name of an operation of the widget.
const projects = {
  widget: { schema, documents: DOCUMENTS },
  manual: { schema, documents: EXAMPLES },
};

function linted(files, rules) {
  return {
    files,
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { projects } } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    plugins: { "@graphql-eslint": graphql },
    rules,
  };
}

const ofSchema = {
  ...graphql.configs["flat/schema-recommended"].rules,
  ...graphql.configs["flat/schema-relay"].rules,
  // Stricter than recommended: everything is described. The one directive is the language's own,
  // @oneOf, which is printed without its description.
  "@graphql-eslint/require-description": [
    "error",
    {
      types: true,
      rootField: true,
      FieldDefinition: true,
      InputValueDefinition: true,
      EnumValueDefinition: true,
    },
  ],
  // Stricter than recommended: a mutation takes one argument, `input`.
  "@graphql-eslint/input-name": ["error", { checkMutations: true, checkInputType: false }],
  // Off: targets, citations, boxes and pages of lists are values without an identity. What has one
  // is a `Node`, which the tests of the schema hold.
  "@graphql-eslint/strict-id-in-types": "off",
  // The lists of admins are read forwards only; they keep the order of what happened.
  "@graphql-eslint/relay-arguments": ["error", { includeBoth: false }],
  "@graphql-eslint/relay-edge-types": [
    "error",
    {
      withEdgeSuffix: true,
      // Entries of the audit trail and debts to sources are paged, and have no identity.
      shouldImplementNode: false,
      // Short lists are plain; `nodes` of a connection is one, too.
      listTypeCanWrapOnlyEdgeType: false,
    },
  ],
};

const ofOperations = {
  ...graphql.configs["flat/operations-recommended"].rules,
  // Off: an `id` everywhere is for clients with a normalised cache. The widget keeps none, and an
  // example shows what it is about.
  "@graphql-eslint/require-selections": "off",
};

export default [linted([schema], ofSchema), linted([DOCUMENTS, EXAMPLES], ofOperations)];
