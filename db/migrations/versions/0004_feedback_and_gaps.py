"""Ratings of answers, and the questions that were not answered."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision: str = '0004'
down_revision: str | None = '0003'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_STATUS = sa.Enum('ANSWERED', 'PARTIAL', 'CLARIFY', 'REFUSED_NOT_IN_DOCUMENTS', 'REFUSED_OFF_TOPIC', 'REFUSED_PERSONAL_DATA', 'REFUSED_UNSAFE', 'GREETING', 'ERROR_MODEL', 'ERROR_TIMEOUT', 'ERROR_INDEX', name='answerstatus', native_enum=False, length=40)
_STATE = sa.Enum('OPEN', 'ASSIGNED', 'ANSWERED', 'DISMISSED', name='gapstate', native_enum=False, length=40)


def upgrade() -> None:
    op.create_table('feedback',
    sa.Column('answer_id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('helpful', sa.Boolean(), nullable=False),
    sa.Column('reasons', sa.JSON(), nullable=False),
    sa.Column('comment', sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=True),
    sa.Column('rated_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['answer_id'], ['answer.id'], name=op.f('fk_feedback_answer_id_answer')),
    sa.PrimaryKeyConstraint('answer_id', name=op.f('pk_feedback'))
    )
    op.create_table('knowledge_gap',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('question', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('first_asked_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('last_asked_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('last_status', _STATUS, nullable=False),
    sa.Column('state', _STATE, nullable=False),
    sa.Column('owner', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=True),
    sa.Column('generation_id', sa.Integer(), nullable=True),
    sa.Column('answer_id', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
    sa.Column('resolved_by', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=True),
    sa.ForeignKeyConstraint(['answer_id'], ['answer.id'], name=op.f('fk_knowledge_gap_answer_id_answer')),
    sa.ForeignKeyConstraint(['resolved_by'], ['answer.id'], name=op.f('fk_knowledge_gap_resolved_by_answer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_knowledge_gap')),
    sa.UniqueConstraint('key', name=op.f('uq_knowledge_gap_key'))
    )
    with op.batch_alter_table('knowledge_gap', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_knowledge_gap_answer_id'), ['answer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_knowledge_gap_resolved_by'), ['resolved_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_knowledge_gap_state'), ['state'], unique=False)

    with op.batch_alter_table('answer', schema=None) as batch_op:
        batch_op.add_column(sa.Column('understood', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column('as_of', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('author', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True))
        batch_op.add_column(sa.Column('suggestions', sa.JSON(), nullable=False, server_default='[]'))


def downgrade() -> None:
    with op.batch_alter_table('answer', schema=None) as batch_op:
        batch_op.drop_column('suggestions')
        batch_op.drop_column('author')
        batch_op.drop_column('as_of')
        batch_op.drop_column('understood')

    op.drop_table('knowledge_gap')
    op.drop_table('feedback')
