"""The least role of every field of the three root types, and one way to use it."""

STUDY = "หน่วยงานต้องศึกษาเอกสารอะไรบ้าง"
NOBODY = "0" * 32
DECIDE = (
    'mutation {{ {}(input: {{awaited: "QXdhaXRlZERvY3VtZW50Ojk5", '
    'document: "RG9jdW1lbnQ6OTk="}}) {{ __typename }} }}'
)

WAYS = {
    "Query.actionPlan": ("STAFF", f'{{ actionPlan(id: "{NOBODY}") {{ id }} }}'),
    "Query.actionPlans": ("STAFF", "{ actionPlans { totalCount } }"),
    "Query.agencies": ("ANONYMOUS", "{ agencies { totalCount } }"),
    "Query.agency": ("ANONYMOUS", '{ agency(by: {code: "x"}) { code } }'),
    "Query.alignment": ("ANONYMOUS", f'{{ alignment(id: "{NOBODY}") {{ id }} }}'),
    "Query.apiKeys": ("ADMIN", "{ apiKeys { totalCount } }"),
    "Query.assistant": ("ANONYMOUS", "{ assistant { answering } }"),
    "Query.auditChain": ("ADMIN", "{ auditChain { entries } }"),
    "Query.auditEntries": ("ADMIN", "{ auditEntries { totalCount } }"),
    "Query.awaitedDocuments": ("ANONYMOUS", "{ awaitedDocuments { totalCount } }"),
    "Query.awaitedTracking": ("EDITOR", "{ awaitedTracking { totalCount } }"),
    "Query.compareGenerations": (
        "ADMIN",
        "{ compareGenerations(before: 1, after: 1) { __typename } }",
    ),
    "Query.compareVersions": (
        "ADMIN",
        '{ compareVersions(slug: "memo-2558", before: 1, after: 1) { __typename } }',
    ),
    "Query.conflicts": ("ANONYMOUS", "{ conflicts { totalCount } }"),
    "Query.conversation": ("ANONYMOUS", f'{{ conversation(id: "{NOBODY}") {{ id }} }}'),
    "Query.directives": ("ANONYMOUS", "{ directives { totalCount } }"),
    "Query.directive": ("ANONYMOUS", '{ directive(by: {code: "x"}) { code } }'),
    "Query.document": ("ANONYMOUS", '{ document(by: {slug: "x"}) { slug } }'),
    "Query.documents": ("ANONYMOUS", "{ documents { totalCount } }"),
    "Query.generations": ("ADMIN", "{ generations { totalCount } }"),
    "Query.jobs": ("EDITOR", "{ jobs { totalCount } }"),
    "Query.knowledgeGaps": ("ADMIN", "{ knowledgeGaps { totalCount } }"),
    "Query.kpi": ("ANONYMOUS", '{ kpi(by: {code: "x"}) { code } }'),
    "Query.kpis": ("ANONYMOUS", "{ kpis { totalCount } }"),
    "Query.node": ("ANONYMOUS", '{ node(id: "UGxhbjox") { id } }'),
    "Query.nodes": ("ANONYMOUS", '{ nodes(ids: ["UGxhbjox"]) { id } }'),
    "Query.observations": ("ANONYMOUS", "{ observations { totalCount } }"),
    "Query.outdatedAnswers": ("ADMIN", "{ outdatedAnswers { totalCount } }"),
    "Query.plan": ("ANONYMOUS", '{ plan(by: {code: "x"}) { code } }'),
    "Query.planDrafts": ("EDITOR", "{ planDrafts { totalCount } }"),
    "Query.planEdition": ("ANONYMOUS", '{ planEdition(by: {code: "x"}) { code } }'),
    "Query.planEditions": ("ANONYMOUS", "{ planEditions { totalCount } }"),
    "Query.planNode": ("ANONYMOUS", '{ planNode(by: {code: "x"}) { code } }'),
    "Query.planNodes": ("ANONYMOUS", "{ planNodes { totalCount } }"),
    "Query.plans": ("ANONYMOUS", "{ plans { totalCount } }"),
    "Query.ratings": ("ADMIN", "{ ratings { totalCount } }"),
    "Query.rules": ("ANONYMOUS", "{ rules { totalCount } }"),
    "Query.search": ("ANONYMOUS", '{ search(query: "แผน") { totalCount } }'),
    "Query.sources": ("ANONYMOUS", "{ sources { totalCount } }"),
    "Query.usage": (
        "ADMIN",
        '{ usage(from: "2026-01-01", to: "2026-01-31") { questions } }',
    ),
    "Query.viewer": ("ANONYMOUS", "{ viewer { role } }"),
    "Mutation.readProjectFile": (
        "STAFF",
        'mutation { readProjectFile(input: {file: "x"}) { __typename } }',
    ),
    "Mutation.updateActionPlan": (
        "STAFF",
        f'mutation {{ updateActionPlan(input: {{actionPlanId: "{NOBODY}", agency: "ก", title: "ก", '
        "yearFrom: 2568, yearTo: 2570}) { __typename } }",
    ),
    "Mutation.alignProject": (
        "ANONYMOUS",
        'mutation { alignProject(input: {title: ""}) { __typename } }',
    ),
    "Mutation.addProject": (
        "STAFF",
        f'mutation {{ addProject(input: {{actionPlanId: "{NOBODY}", project: {{title: "ก"}}}}) '
        "{ __typename } }",
    ),
    "Mutation.closeActionPlan": (
        "STAFF",
        f'mutation {{ closeActionPlan(input: {{actionPlanId: "{NOBODY}"}}) {{ __typename }} }}',
    ),
    "Mutation.createActionPlan": (
        "STAFF",
        'mutation { createActionPlan(input: {agency: "ก", title: "ข", yearFrom: 2568, '
        "yearTo: 2570}) { __typename } }",
    ),
    "Mutation.exportActionPlan": (
        "STAFF",
        f'mutation {{ exportActionPlan(input: {{actionPlanId: "{NOBODY}", format: PDF}}) '
        "{ __typename } }",
    ),
    "Mutation.importProjects": (
        "STAFF",
        f'mutation {{ importProjects(input: {{actionPlanId: "{NOBODY}", file: "x"}}) '
        "{ __typename } }",
    ),
    "Mutation.removeProject": (
        "STAFF",
        f'mutation {{ removeProject(input: {{actionPlanId: "{NOBODY}", id: "1"}}) '
        "{ __typename } }",
    ),
    "Mutation.reopenActionPlanVersion": (
        "STAFF",
        f'mutation {{ reopenActionPlanVersion(input: {{actionPlanId: "{NOBODY}", number: 1}}) '
        "{ __typename } }",
    ),
    "Mutation.updateProject": (
        "STAFF",
        f'mutation {{ updateProject(input: {{actionPlanId: "{NOBODY}", id: "1", '
        'project: {title: "ก"}}) { __typename } }',
    ),
    "Mutation.activateGeneration": (
        "ADMIN",
        'mutation { activateGeneration(input: {id: "SW5kZXhHZW5lcmF0aW9uOjk5"}) { __typename } }',
    ),
    "Mutation.rollbackGeneration": (
        "ADMIN",
        "mutation { rollbackGeneration(input: {fromNumber: 99}) { __typename } }",
    ),
    "Mutation.ask": (
        "ANONYMOUS",
        f'mutation {{ ask(input: {{question: "สวัสดี", conversationId: "{NOBODY}"}}) '
        "{ __typename } }",
    ),
    "Mutation.assignKnowledgeGap": (
        "ADMIN",
        'mutation { assignKnowledgeGap(input: {id: "S25vd2xlZGdlR2FwOjk5", owner: "ก"}) '
        "{ __typename } }",
    ),
    "Mutation.confirmAwaitedDocument": ("EDITOR", DECIDE.format("confirmAwaitedDocument")),
    "Mutation.declineAwaitedDocument": ("EDITOR", DECIDE.format("declineAwaitedDocument")),
    "Mutation.followAwaitedDocument": (
        "EDITOR",
        'mutation { followAwaitedDocument(input: {awaited: "QXdhaXRlZERvY3VtZW50Ojk5", '
        'follower: "ก"}) { __typename } }',
    ),
    "Mutation.cancelJob": (
        "EDITOR",
        'mutation { cancelJob(input: {id: "Sm9iOjk5"}) { __typename } }',
    ),
    "Mutation.confirmDocument": (
        "EDITOR",
        'mutation { confirmDocument(input: {id: "RG9jdW1lbnQ6OTk="}) { __typename } }',
    ),
    "Mutation.confirmPlanDraft": (
        "EDITOR",
        'mutation { confirmPlanDraft(input: {nodes: ["RHJhZnROb2RlOjk5"]}) { __typename } }',
    ),
    "Mutation.createApiKey": (
        "ADMIN",
        'mutation { createApiKey(input: {name: "ก", role: STAFF}) { __typename } }',
    ),
    "Mutation.deleteDocument": (
        "ADMIN",
        'mutation { deleteDocument(input: {id: "RG9jdW1lbnQ6OTk="}) { __typename } }',
    ),
    "Mutation.dismissKnowledgeGap": (
        "ADMIN",
        'mutation { dismissKnowledgeGap(input: {id: "S25vd2xlZGdlR2FwOjk5"}) { __typename } }',
    ),
    "Mutation.pauseAssistant": (
        "ADMIN",
        'mutation { pauseAssistant(input: {reason: ""}) { __typename } }',
    ),
    "Mutation.rateAnswer": (
        "ANONYMOUS",
        f'mutation {{ rateAnswer(input: {{answerId: "{NOBODY}", helpful: true}}) '
        "{ __typename } }",
    ),
    "Mutation.rejectPlanDraft": (
        "EDITOR",
        'mutation { rejectPlanDraft(input: {nodes: ["RHJhZnROb2RlOjk5"]}) { __typename } }',
    ),
    "Mutation.reindex": ("ADMIN", "mutation { reindex(input: {}) { __typename } }"),
    "Mutation.reopenKnowledgeGap": (
        "ADMIN",
        'mutation { reopenKnowledgeGap(input: {id: "S25vd2xlZGdlR2FwOjk5"}) { __typename } }',
    ),
    "Mutation.retryJob": (
        "EDITOR",
        'mutation { retryJob(input: {id: "Sm9iOjk5"}) { __typename } }',
    ),
    "Mutation.resumeAssistant": ("ADMIN", "mutation { resumeAssistant(input: {}) { __typename } }"),
    "Mutation.revokeApiKey": (
        "ADMIN",
        'mutation { revokeApiKey(input: {key: "000000000000"}) { __typename } }',
    ),
    "Mutation.updateDocument": (
        "EDITOR",
        'mutation { updateDocument(input: {id: "RG9jdW1lbnQ6OTk="}) { __typename } }',
    ),
    "Mutation.uploadDocument": (
        "EDITOR",
        "mutation { uploadDocument(input: {files: []}) { __typename } }",
    ),
    "Subscription.jobProgress": (
        "EDITOR",
        'subscription { jobProgress(id: "Sm9iOjk5") { __typename } }',
    ),
    "Subscription.answer": (
        "ANONYMOUS",
        f'subscription {{ answer(input: {{question: "สวัสดี", conversationId: "{NOBODY}"}}) '
        "{ __typename } }",
    ),
}
