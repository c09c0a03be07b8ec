//! The closed lists by which service items are grouped and filtered.

use serde::{Deserialize, Serialize};

/// Defines a closed list: an enum with a wire name and a Chinese label per value, `ALL` in display order.
macro_rules! tags {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $wire:literal, $label:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[doc = $label] #[serde(rename = $wire)] $variant,)+ }

        impl $name {
            /// Every value, in display order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Name on the wire and in URLs.
            pub const fn wire(self) -> &'static str {
                match self { $(Self::$variant => $wire,)+ }
            }

            /// Name that residents read.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }

            /// The value with this wire name.
            pub fn from_wire(wire: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.wire() == wire)
            }
        }

        // By hand: the derive does not see a name that comes from a macro.
        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .enum_values(Some([$($wire,)+]))
                    .description(Some(concat!($($label, " ",)+)))
                    .into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {}
    };
}

tags! {
    /// How a resident can get the item done without walking in (线上渠道).
    Channel {
        Online = "online", "线上一次性办结";
        Booking = "booking", "线上预约";
        Notice = "notice", "到窗口办";
    }
}

tags! {
    /// Who does what after intake (办理方式).
    Mode {
        Direct = "direct", "直办";
        Agent = "agent", "代办";
        Assist = "assist", "协办";
        Inform = "inform", "告知";
    }
}

tags! {
    /// For whom: the list 「按人群」.
    Person {
        Elder = "elder", "老年人";
        Parent = "parent", "备孕和带娃家庭";
        Child = "child", "儿童和学生";
        Freelancer = "freelancer", "灵活就业人员";
        Worker = "worker", "上班职工";
        Jobseeker = "jobseeker", "求职和失业人员";
        Hardship = "hardship", "困难家庭";
        Disabled = "disabled", "残疾人";
        Veteran = "veteran", "退役军人和军属";
        Newcomer = "newcomer", "新搬来的居民";
        Owner = "owner", "业主和租户";
        Party = "party", "党员";
        Group = "group", "社会组织和团队";
        Anyone = "anyone", "所有居民";
    }
}

tags! {
    /// When in life: the list 「按人生大事」.
    Event {
        Insurance = "insurance", "参保缴费";
        Illness = "illness", "看病报销";
        Retire = "retire", "退休养老";
        Job = "job", "找工作、创业";
        Birth = "birth", "怀孕生孩子";
        School = "school", "孩子上学";
        Hardship = "hardship", "遇到困难";
        Disability = "disability", "残疾康复";
        Housing = "housing", "买房租房";
        Marriage = "marriage", "结婚成家";
        Service = "service", "参军退役";
        Dispute = "dispute", "纠纷维权";
        Neighborhood = "neighborhood", "社区生活";
        Party = "party", "入党和组织生活";
        Death = "death", "身后事";
    }
}

tags! {
    /// 事项类型.
    Matter {
        Licence = "行政许可", "行政许可";
        Confirmation = "行政确认", "行政确认";
        Payment = "行政给付", "行政给付";
        Reward = "行政奖励", "行政奖励";
        OtherPower = "其他行政权力", "其他行政权力";
        PublicService = "公共服务", "公共服务";
        MassService = "群团服务", "群团服务";
        PartyAffair = "党内事务", "党内事务";
        SelfGovernance = "基层自治", "基层自治";
    }
}

tags! {
    /// 办件类型.
    Pace {
        Instant = "instant", "即办件";
        Promised = "promised", "承诺件";
        Service = "service", "预约服务";
        Guide = "guide", "咨询告知";
    }
}

tags! {
    /// Shape of a paper.
    PaperForm {
        Original = "original", "原件";
        Copy = "copy", "复印件";
        Both = "both", "原件和复印件";
        Electronic = "electronic", "电子件";
        Form = "form", "填表";
    }
}

tags! {
    /// Where a paper comes from (材料来源).
    PaperSource {
        Own = "self", "本人自备";
        Government = "government", "政府部门核发";
        ThirdParty = "third_party", "医院、银行、单位等出具";
        Counter = "counter", "窗口提供";
    }
}

tags! {
    /// Kind of place where the item is done.
    Place {
        Window = "window", "社区综合窗口";
        Street = "street", "街道便民服务中心";
        Bureau = "bureau", "区级部门窗口";
        Clinic = "clinic", "社区卫生服务中心";
        Hospital = "hospital", "指定医院";
        Bank = "bank", "合作银行";
        Registry = "registry", "婚姻登记处";
        Branch = "branch", "所在党支部";
        Online = "online", "线上即可";
        Home = "home", "上门服务";
    }
}
