"""The number that rises with every change of what everybody may read."""

from sqlmodel import Field, SQLModel


class DataRevision(SQLModel, table=True):
    """The one row (id 1); db.revisions raises and reads it."""

    __tablename__ = "data_revision"

    id: int = Field(default=1, primary_key=True)
    number: int = 0
