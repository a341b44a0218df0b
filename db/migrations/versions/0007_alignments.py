"""Projects held against plans, and what came of it."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision: str = '0007'
down_revision: str | None = '0006'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_STATUS = sa.Enum('aligned', 'none', 'conflicting', name='alignmentstatus', native_enum=False, length=40)
_LEVEL = sa.Enum('direct', 'contributes', 'enabling', 'conflicting', 'none', name='alignmentlevel', native_enum=False, length=40)


def upgrade() -> None:
    op.create_table('alignment',
    sa.Column('id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('owner', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
    sa.Column('project', sa.JSON(), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.Column('status', _STATUS, nullable=False),
    sa.Column('explanation', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('confidence', sa.Float(), nullable=False),
    sa.Column('statement', sa.JSON(), nullable=False),
    sa.Column('gaps', sa.JSON(), nullable=False),
    sa.Column('cells', sa.JSON(), nullable=False),
    sa.Column('notices', sa.JSON(), nullable=False),
    sa.Column('aligned_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alignment'))
    )
    with op.batch_alter_table('alignment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_alignment_owner'), ['owner'], unique=False)
        batch_op.create_index(batch_op.f('ix_alignment_aligned_at'), ['aligned_at'], unique=False)

    op.create_table('alignment_match',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('alignment_id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('plan', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('edition', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('edition_title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('node', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('number', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('place', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('strategy', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('level', _LEVEL, nullable=False),
    sa.Column('score', sa.Float(), nullable=False),
    sa.Column('component', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('component_text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('project_quote', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('why', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('citation', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['alignment_id'], ['alignment.id'], name=op.f('fk_alignment_match_alignment_id_alignment')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alignment_match')),
    sa.UniqueConstraint('alignment_id', 'position', name=op.f('uq_alignment_match_alignment_id'))
    )
    with op.batch_alter_table('alignment_match', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_alignment_match_alignment_id'), ['alignment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_alignment_match_node'), ['node'], unique=False)

    op.create_table('alignment_citation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('alignment_id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('page_number', sa.Integer(), nullable=False),
    sa.Column('section', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('quote', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('passage_digest', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.ForeignKeyConstraint(['alignment_id'], ['alignment.id'], name=op.f('fk_alignment_citation_alignment_id_alignment')),
    sa.ForeignKeyConstraint(['version_id'], ['document_version.id'], name=op.f('fk_alignment_citation_version_id_document_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alignment_citation')),
    sa.UniqueConstraint('alignment_id', 'number', name=op.f('uq_alignment_citation_alignment_id'))
    )
    with op.batch_alter_table('alignment_citation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_alignment_citation_alignment_id'), ['alignment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_alignment_citation_passage_digest'), ['passage_digest'], unique=False)
        batch_op.create_index(batch_op.f('ix_alignment_citation_version_id'), ['version_id'], unique=False)


def downgrade() -> None:
    op.drop_table('alignment_citation')
    op.drop_table('alignment_match')
    op.drop_table('alignment')
