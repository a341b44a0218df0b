"""The size of the file each version was read from, where it is kept; alignments out of date."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op


revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column('document_version', sa.Column('size', sa.Integer(), nullable=True))
    op.add_column('alignment', sa.Column('outdated', sa.Enum('CHANGED', 'GONE', name='outdated', native_enum=False, length=40), nullable=True))
    op.create_index(op.f('ix_alignment_outdated'), 'alignment', ['outdated'])
    # Compared anew with what answers, now that alignments are too.
    op.execute('UPDATE active_generation SET compared_id = NULL')


def downgrade() -> None:
    op.drop_index(op.f('ix_alignment_outdated'), 'alignment')
    op.drop_column('alignment', 'outdated')
    op.drop_column('document_version', 'size')
