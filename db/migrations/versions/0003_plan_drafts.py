"""Draft facts read out of a plan's text, for an editor to confirm."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision: str = '0003'
down_revision: str | None = '0002'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_KIND = sa.Enum('STRATEGY', 'GOAL', 'KPI', 'MEASURE', 'PROJECT', 'FOCUS_AREA', name='draftkind', native_enum=False, length=40)
_STATE = sa.Enum('PROPOSED', 'CONFIRMED', 'REJECTED', name='draftstate', native_enum=False, length=40)
_FIGURE = sa.Enum('TARGET', 'BUDGET', 'YEARS', 'AGENCY', name='figurekind', native_enum=False, length=40)
_OPERATOR = sa.Enum('>=', '<=', '=', '>', '<', 'improve_by', name='operator', native_enum=False, length=40)


def upgrade() -> None:
    op.create_table('plan_draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=True),
    sa.Column('proposed_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('mismatches', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['plan_edition.id'], name=op.f('fk_plan_draft_edition_id_plan_edition')),
    sa.ForeignKeyConstraint(['version_id'], ['document_version.id'], name=op.f('fk_plan_draft_version_id_document_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_draft')),
    sa.UniqueConstraint('version_id', name=op.f('uq_plan_draft_version_id'))
    )
    with op.batch_alter_table('plan_draft', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plan_draft_edition_id'), ['edition_id'], unique=False)

    op.create_table('draft_node',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('parent', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', _KIND, nullable=False),
    sa.Column('number', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('page_number', sa.Integer(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('quote', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('copies', sa.JSON(), nullable=False),
    sa.Column('score', sa.Float(), nullable=False),
    sa.Column('state', _STATE, nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True),
    sa.ForeignKeyConstraint(['draft_id'], ['plan_draft.id'], name=op.f('fk_draft_node_draft_id_plan_draft')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft_node')),
    sa.UniqueConstraint('draft_id', 'code', name=op.f('uq_draft_node_draft_id'))
    )
    with op.batch_alter_table('draft_node', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_draft_node_draft_id'), ['draft_id'], unique=False)

    op.create_table('draft_figure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('node_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', _FIGURE, nullable=False),
    sa.Column('value', sa.Float(), nullable=True),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.Column('year_to', sa.Integer(), nullable=True),
    sa.Column('operator', _OPERATOR, nullable=True),
    sa.Column('unit', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('page_number', sa.Integer(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('quote', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['node_id'], ['draft_node.id'], name=op.f('fk_draft_figure_node_id_draft_node')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft_figure')),
    sa.UniqueConstraint('node_id', 'position', name=op.f('uq_draft_figure_node_id'))
    )
    with op.batch_alter_table('draft_figure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_draft_figure_node_id'), ['node_id'], unique=False)


def downgrade() -> None:
    op.drop_table('draft_figure')
    op.drop_table('draft_node')
    op.drop_table('plan_draft')
