"""What generations hold and how they were checked; answers whose passages have changed."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision: str = '0009'
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('generation_version',
    sa.Column('generation_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['generation_id'], ['index_generation.id'], name=op.f('fk_generation_version_generation_id_index_generation'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['version_id'], ['document_version.id'], name=op.f('fk_generation_version_version_id_document_version'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('generation_id', 'version_id', name=op.f('pk_generation_version'))
    )
    op.create_index(op.f('ix_generation_version_version_id'), 'generation_version', ['version_id'])
    op.add_column('index_generation', sa.Column('library_digest', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False, server_default=''))
    op.add_column('index_generation', sa.Column('collection', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True))
    op.add_column('index_generation', sa.Column('validated_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column('index_generation', sa.Column('report', sa.JSON(), nullable=False, server_default='{}'))
    op.add_column('index_generation', sa.Column('set_aside_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column('active_generation', sa.Column('compared_id', sa.Integer(), nullable=True))
    op.add_column('answer', sa.Column('outdated', sa.Enum('CHANGED', 'GONE', name='outdated', native_enum=False, length=40), nullable=True))
    op.create_index(op.f('ix_answer_outdated'), 'answer', ['outdated'])
    # What answers now holds the current versions.
    op.execute(
        'INSERT INTO generation_version (generation_id, version_id) '
        'SELECT active_generation.generation_id, document.current_version_id '
        'FROM active_generation, document WHERE document.current_version_id IS NOT NULL'
    )


def downgrade() -> None:
    op.drop_index(op.f('ix_answer_outdated'), 'answer')
    op.drop_column('answer', 'outdated')
    op.drop_column('active_generation', 'compared_id')
    for name in ('set_aside_at', 'report', 'validated_at', 'collection', 'library_digest'):
        op.drop_column('index_generation', name)
    op.drop_table('generation_version')
