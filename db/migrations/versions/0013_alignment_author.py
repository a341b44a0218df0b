"""Who said what an alignment says: our own comparison, or a language model."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op


revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_AUTHOR = sa.Enum('comparison', 'model', name='alignmentauthor', native_enum=False, length=40)


def upgrade() -> None:
    op.add_column('alignment', sa.Column('author', _AUTHOR, server_default='comparison', nullable=False))
    with op.batch_alter_table('alignment') as table:
        table.alter_column('author', server_default=None)


def downgrade() -> None:
    op.drop_column('alignment', 'author')
