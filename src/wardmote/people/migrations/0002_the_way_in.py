import django.db.models.deletion
import uuid
import wardmote.register.models
import wardmote.register.rules
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AddressChange',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(default=wardmote.register.rules.short_reference, editable=False, max_length=8, unique=True)),
                ('marking', models.CharField(choices=[('public', 'Public'), ('panel', 'Panel'), ('confidential', 'Confidential'), ('restricted', 'Restricted')], default='panel', max_length=12)),
                ('recorded_at', models.DateTimeField()),
                ('email', wardmote.register.models.Sealed('address_change.email')),
                ('takes_effect_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('taken', 'Taken'), ('stopped', 'Stopped')], default='waiting', max_length=9)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='address_changes', to='people.person')),
            ],
            options={
                'ordering': ['recorded_at', 'id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('marking__in', ['public', 'panel', 'confidential', 'restricted'])), name='people_addresschange_marking_is_known'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'taken', 'stopped'])), name='address_change_state_is_known'), models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('person',), name='one_address_waits_for_a_person')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(default=wardmote.register.rules.short_reference, editable=False, max_length=8, unique=True)),
                ('marking', models.CharField(choices=[('public', 'Public'), ('panel', 'Panel'), ('confidential', 'Confidential'), ('restricted', 'Restricted')], default='panel', max_length=12)),
                ('recorded_at', models.DateTimeField()),
                ('email', wardmote.register.models.Sealed('contact.email', default=b'')),
                ('telephone', wardmote.register.models.Sealed('contact.telephone', default=b'')),
                ('email_shown', models.BooleanField(default=False)),
                ('telephone_shown', models.BooleanField(default=False)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='contact', to='people.person')),
            ],
            options={
                'ordering': ['recorded_at', 'id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('marking__in', ['public', 'panel', 'confidential', 'restricted'])), name='people_contact_marking_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(default=wardmote.register.rules.short_reference, editable=False, max_length=8, unique=True)),
                ('marking', models.CharField(choices=[('public', 'Public'), ('panel', 'Panel'), ('confidential', 'Confidential'), ('restricted', 'Restricted')], default='panel', max_length=12)),
                ('recorded_at', models.DateTimeField()),
                ('until_on', models.DateField()),
                ('key_sheet_at', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('settled', 'Settled'), ('undone', 'Undone')], default='planned', max_length=7)),
                ('leaving', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.holding')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.holding')),
            ],
            options={
                'ordering': ['recorded_at', 'id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('marking__in', ['public', 'panel', 'confidential', 'restricted'])), name='people_handover_marking_is_known'), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'settled', 'undone'])), name='handover_state_is_known'), models.UniqueConstraint(condition=models.Q(('state', 'undone'), _negated=True), fields=('leaving',), name='one_handover_of_a_holding')],
            },
        ),
        migrations.CreateModel(
            name='LetIn',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(default=wardmote.register.rules.short_reference, editable=False, max_length=8, unique=True)),
                ('marking', models.CharField(choices=[('public', 'Public'), ('panel', 'Panel'), ('confidential', 'Confidential'), ('restricted', 'Restricted')], default='panel', max_length=12)),
                ('recorded_at', models.DateTimeField()),
                ('why', wardmote.register.models.Sealed('let_in.why')),
                ('recognised', wardmote.register.models.Sealed('let_in.recognised')),
                ('until_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('asked', 'Asked'), ('confirmed', 'Confirmed'), ('refused', 'Refused'), ('expired', 'Expired'), ('used', 'Used')], default='asked', max_length=9)),
                ('answered_at', models.DateTimeField(null=True)),
                ('used_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='let_ins', to='people.person')),
            ],
            options={
                'ordering': ['recorded_at', 'id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('marking__in', ['public', 'panel', 'confidential', 'restricted'])), name='people_letin_marking_is_known'), models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'confirmed', 'refused', 'expired', 'used'])), name='let_in_state_is_known'), models.CheckConstraint(condition=models.Q(('asked_by', models.F('person')), _negated=True), name='nobody_asks_to_be_let_in'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['confirmed', 'used']), _negated=True), models.Q(('answered_by__isnull', False), models.Q(('answered_by', models.F('asked_by')), _negated=True), models.Q(('answered_by', models.F('person')), _negated=True)), _connector='OR'), name='two_people_let_a_third_in'), models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('person',), name='one_let_in_waits_for_a_person')],
            },
        ),
        migrations.CreateModel(
            name='Spelling',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(default=wardmote.register.rules.short_reference, editable=False, max_length=8, unique=True)),
                ('marking', models.CharField(choices=[('public', 'Public'), ('panel', 'Panel'), ('confidential', 'Confidential'), ('restricted', 'Restricted')], default='panel', max_length=12)),
                ('recorded_at', models.DateTimeField()),
                ('words', models.CharField(max_length=120)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spellings', to='people.person')),
            ],
            options={
                'ordering': ['recorded_at', 'id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('marking__in', ['public', 'panel', 'confidential', 'restricted'])), name='people_spelling_marking_is_known'), models.UniqueConstraint(fields=('person', 'words'), name='one_spelling_of_a_person')],
            },
        ),
    ]
