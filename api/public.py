"""Which documents ask for public plan data alone."""

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLNamedType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    is_leaf_type,
    visit,
)

# Named one by one: what is not here is never kept, so a new type is safe until it is added.
# What they show may change only with the data's revision or the day; see docs/adr/0027.
_TYPES = frozenset(
    {
        *("Plan", "PlanEdition", "PlanNode", "NodeAgency", "Kpi", "KpiTarget"),
        *("Agency", "AgencyName", "Directive", "Instruction", "InstructionDocument"),
        *("AwaitedDocument", "Conflict", "Source", "SourceRef", "Document", "DocumentVersion"),
        *("DocumentRecord", "VersionQuality"),
        *("Abbreviation", "ApprovalRule", "Observation"),
        *(
            "Passage",
            "Section",
            "Page",
            "PageBox",
            "DoubtfulNumber",
            "RepairCount",
            "RepairedPlace",
            "PageInfo",
            "Node",
        ),
    }
)
# Fields of public types that tell of somebody's answers.
_OWN = frozenset({("Passage", "citedCount"), ("Passage", "answers")})


def is_public(schema: GraphQLSchema, document: DocumentNode) -> bool:
    """Whether every operation of a valid document is a query that reaches public data only."""
    if any(
        isinstance(one, OperationDefinitionNode) and one.operation is not OperationType.QUERY
        for one in document.definitions
    ):
        return False
    info = TypeInfo(schema)
    reach = _Reach(info, schema)
    visit(document, TypeInfoVisitor(info, reach))
    return reach.public


class _Reach(Visitor):
    def __init__(self, info: TypeInfo, schema: GraphQLSchema) -> None:
        super().__init__()
        self.public = True
        self._info = info
        self._query = schema.query_type

    def enter_field(self, node: FieldNode, *_: object) -> None:
        if node.name.value != "__typename" and not self._is_public(node.name.value):
            self.public = False

    def _is_public(self, name: str) -> bool:
        parent, kind = self._info.get_parent_type(), self._info.get_type()
        if parent is None or kind is None or (parent.name, name) in _OWN:
            return False
        named = get_named_type(kind)
        if parent is self._query:
            return is_public_type(named)
        return is_public_type(parent) and (is_leaf_type(named) or is_public_type(named))


def is_public_type(kind: GraphQLNamedType) -> bool:
    """Whether a type is public plan data, or a list of it."""
    names = [
        kind.name,
        *(one.name for one in getattr(kind, "interfaces", ()) if one.name != "Node"),
    ]
    return any(name.removesuffix("Connection").removesuffix("Edge") in _TYPES for name in names)
