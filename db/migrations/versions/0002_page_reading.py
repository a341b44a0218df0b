"""How a page was read: the decision, what was repaired, doubtful numbers, places of characters."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision: str = '0002'
down_revision: str | None = '0001'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_DECISION = sa.Enum('layer', 'repaired', 'ocr-no-text', 'ocr-garbled', 'blank', 'unread', name='pagedecision', native_enum=False, length=40)


def upgrade() -> None:
    with op.batch_alter_table('page', schema=None) as batch_op:
        batch_op.add_column(sa.Column('decision', _DECISION, nullable=False, server_default='layer'))
        batch_op.add_column(sa.Column('repairs', sa.JSON(), nullable=False, server_default='{}'))
        batch_op.add_column(sa.Column('doubts', sa.JSON(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('boxes', sa.LargeBinary(), nullable=True))

    with op.batch_alter_table('passage', schema=None) as batch_op:
        batch_op.add_column(sa.Column('header', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))


def downgrade() -> None:
    with op.batch_alter_table('passage', schema=None) as batch_op:
        batch_op.drop_column('header')

    with op.batch_alter_table('page', schema=None) as batch_op:
        batch_op.drop_column('boxes')
        batch_op.drop_column('doubts')
        batch_op.drop_column('repairs')
        batch_op.drop_column('decision')
