"""The size of the file each version was read from, where the file itself is kept."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op


revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column('document_version', sa.Column('size', sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column('document_version', 'size')
